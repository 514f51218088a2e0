"""What leaves for another office: handing over, correcting, taking back."""
