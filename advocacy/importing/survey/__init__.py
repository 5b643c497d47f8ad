"""What all survey exports have in common: questions with answers, options that are ticked, a codebook."""
