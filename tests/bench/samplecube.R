# The balanced samples of R's package 'sampling': mean absolute difference between the cases drawn with each value and
# the cases expected, by attribute. Arguments: a CSV of profiles, the size, the number of draws, and the landing
# (1 linear programming, R's default; 2 dropping variables, as we do).
suppressMessages(library(sampling))
given <- commandArgs(trailingOnly = TRUE)
cases <- read.csv(given[1], colClasses = "character")
size <- as.integer(given[2]); draws <- as.integer(given[3]); landing <- as.integer(given[4])
chances <- rep(size / nrow(cases), nrow(cases))
balancing <- chances
for (attribute in names(cases)) balancing <- cbind(balancing, disjunctive(as.integer(factor(cases[[attribute]]))))
set.seed(1)
off <- setNames(rep(0, ncol(cases)), names(cases))
for (draw in seq_len(draws)) {
  sample <- samplecube(balancing, chances, order = 1, comment = FALSE, method = landing)
  for (attribute in names(cases)) {
    there <- table(cases[[attribute]])
    read <- table(factor(cases[[attribute]][sample == 1], levels = names(there)))
    off[attribute] <- off[attribute] + mean(abs(read - there * size / nrow(cases))) / draws
  }
}
cat(sprintf("%s,%.6f\n", names(off), off), sep = "")
