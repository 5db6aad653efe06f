# Makes against-r.json: Mann-Kendall and least-squares change points of R 4.2 on series that come with it.
#
#   Rscript test/golden/make-against-r.R     (wants Debian's r-cran-strucchange)
#
# Mann-Kendall is Kendall's tau with time: cor.test, normal approximation with ties and the continuity correction. Change points are those of
# strucchange::breakpoints (Bai & Perron, J. Appl. Econometrics 18, 2003), which is exact for each number of them; of the numbers that one is taken
# whose residual sum of squares, in variances, plus 2 ln n a change point is least: the criterion of `pelt` with a mean and `bic`.

library(strucchange)

number <- function(x) formatC(x, digits = 15, format = "g")
list_of <- function(x) paste0("[", paste(number(x), collapse = ","), "]")

kendall <- function(name, values) {
  test <- suppressWarnings(cor.test(seq_along(values), values, method = "kendall", exact = FALSE, continuity = TRUE))
  sprintf('{"name":"%s","values":%s,"z":%s,"pValue":%s}', name, list_of(values), number(test$statistic), number(test$p.value))
}

partition <- function(name, values, least) {
  sigma <- sd(diff(values)) / sqrt(2)
  found <- breakpoints(values ~ 1, h = least)
  most <- length(found$breakpoints)
  most <- max(most, nrow(summary(found)$breakpoints))
  costs <- sapply(0:most, function(m) breakpoints(found, breaks = m)$RSS / sigma^2 + m * 2 * log(length(values)))
  best <- which.min(costs) - 1
  at <- if (best == 0) numeric(0) else breakpoints(found, breaks = best)$breakpoints
  sprintf('{"name":"%s","values":%s,"sigma":%s,"minSegment":%d,"starts":%s,"cost":%s}', name, list_of(values), number(sigma), least, list_of(at), number(min(costs)))
}

plain <- function(series) as.numeric(series)
kendalls <- c(kendall("Nile", plain(Nile)), kendall("LakeHuron", plain(LakeHuron)), kendall("nhtemp", plain(nhtemp)), kendall("discoveries", plain(discoveries)), kendall("lynx", plain(lynx)), kendall("uspop", plain(uspop)))
partitions <- c(
  partition("Nile", plain(Nile), 7), partition("Nile", plain(Nile), 15), partition("LakeHuron", plain(LakeHuron), 7), partition("nhtemp", plain(nhtemp), 5),
  partition("discoveries", plain(discoveries), 7), partition("lynx", plain(log10(lynx)), 7), partition("treering", plain(window(treering, 1, 150)), 7)
)
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
cat(sprintf('{"mannKendall":[%s],"changePoints":[%s]}\n', paste(kendalls, collapse = ","), paste(partitions, collapse = ",")), file = file.path(here, "against-r.json"))
