"""The draw: which of the eligible cases are read, by the cube method, with chance from a seed alone.

Every case has the same chance. Whole numbers and fractions only, in a fixed order: the same seed and the same cases
give the same sample on any machine. `chance` makes the numbers, `balancing` finds moves that keep every count, and
`cube` makes the draw out of both.

Source: Deville and Tillé, Efficient balanced sampling: the cube method, Biometrika 91 (2004); the fast flight of
Chauvet and Tillé, A fast algorithm of balanced sampling, Computational Statistics 21 (2006).
"""
