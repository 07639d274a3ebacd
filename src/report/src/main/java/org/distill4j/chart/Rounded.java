package org.distill4j.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them: few digits, and the same in every locale. */
final class Rounded {

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Rounded() {}

  /** Some significant digits without trailing zeros, as in 0.0123, 4, 56.7 or 1.2e-9. */
  static String to(int digits, double value) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    double size = Math.abs(rounded.doubleValue());
    if (size >= 1e-4 && size < 1e7) {
      return rounded.toPlainString();
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /** Two decimals; what would round to 0.00 keeps one significant digit. */
  static String probability(double p) {
    return p >= 0.01 ? String.format(Locale.ROOT, "%.2f", p) : to(1, p);
  }

  /** A power of ten: 1, 0.1, 0.01, then 10⁻³ and so on. */
  static String power(int exponent) {
    if (Math.abs(exponent) < 3) {
      return to(1, Math.pow(10, exponent));
    }
    StringBuilder text = new StringBuilder(exponent < 0 ? "10⁻" : "10");
    Integer.toString(Math.abs(exponent))
        .chars()
        .forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
    return text.toString();
  }
}
