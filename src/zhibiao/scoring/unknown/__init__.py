"""Why a score is not known though its figures are, in words."""
