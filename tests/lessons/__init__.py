"""What is tried in the kernels that nbval starts for the lessons: claims about their figures, and wrong answers."""
