package org.distill4j.metrics;

import java.util.List;
import java.util.Locale;

/**
 * What was found when a {@link Contract} was checked.
 *
 * @param examples how many were held out
 * @param findings one for each promise
 */
public record Outcome(int examples, List<Finding> findings) {

  /**
   * What was found for one promise.
   *
   * @param of what it is about: accuracy, fidelity, speed or size
   * @param promised the bound, and what it comes from
   * @param found what was measured
   * @param kept whether that is within the bound
   */
  public record Finding(String of, String promised, String found, boolean kept) {}

  /** Copies the list. */
  public Outcome {
    findings = List.copyOf(findings);
  }

  /**
   * Whether the student may take its teacher's place.
   *
   * @return true if all promises are kept
   */
  public boolean kept() {
    return findings.stream().allMatch(Finding::kept);
  }

  /**
   * The promises that are not kept.
   *
   * @return what each is about, as "speed"
   */
  public List<String> broken() {
    return findings.stream().filter(finding -> !finding.kept).map(Finding::of).toList();
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A report: a line for each promise, the broken ones in capitals. */
  @Override
  public String toString() {
    StringBuilder report =
        new StringBuilder(
            text(
                "the student %s its contract on %,d held-out examples",
                kept() ? "keeps" : "breaks", examples));
    for (Finding finding : findings) {
      report.append(
          text(
              "\n  %-6s  %-8s  promised: %s\n                    found:    %s",
              finding.kept ? "kept" : "BROKEN", finding.of, finding.promised, finding.found));
    }
    return report.toString();
  }
}
