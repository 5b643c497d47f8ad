"""The panels and editors beside the brief; each shows frozen values and knows neither page nor session."""
