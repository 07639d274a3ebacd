package org.distill4j.lab;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers from 1 to 9999999. */
final class Positive implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String given) {
    if (!given.matches("0*[1-9][0-9]{0,6}")) {
      throw new TypeConversionException(
          "must be a whole number from 1 to 9999999, but was '%s'".formatted(given));
    }
    return Integer.valueOf(given);
  }
}
