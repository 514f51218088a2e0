"""The composition root: the only place that knows which machinery stands behind which port."""
