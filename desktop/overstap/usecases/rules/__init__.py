"""What the program knows: catalogue, rules, translations, and tables made of them."""
