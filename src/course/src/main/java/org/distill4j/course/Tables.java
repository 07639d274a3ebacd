package org.distill4j.course;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.data.Standardizer;
import org.distill4j.table.Csv;

/**
 * The shipped tables. Numbers come as they are in the files: {@link Standardizer} brings them to
 * one scale, fitted on the training part of a {@link Dataset#split}.
 */
public final class Tables {

  private Tables() {}

  /**
   * Capital letters in 20 typefaces, distorted at random, described by 16 whole numbers from 0 to
   * 15 (Frey and Slate 1991).
   *
   * @return 20,000 examples, 26 classes
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is not what it should be
   */
  public static Dataset letter() {
    return file("letter")
        .numbers("x.box", "y.box", "width", "high", "onpix", "x.bar", "y.bar", "x2bar", "y2bar")
        .numbers("xybar", "x2ybr", "xy2br", "x.ege", "xegvy", "y.ege", "yegvx")
        .label("lettr")
        .classes(
            IntStream.rangeClosed('A', 'Z').mapToObj(Character::toString).toArray(String[]::new))
        .expectRows(20_000)
        .load();
  }

  /**
   * The ground under a pixel of a satellite's image: four spectral bands of the pixel and its eight
   * neighbours, 36 whole numbers (Statlog).
   *
   * @return 6,435 examples, 6 classes
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is not what it should be
   */
  public static Dataset satellite() {
    return file("satellite")
        .numbers(numbered("x.", 36))
        .label("classes")
        .classes(
            "red soil",
            "cotton crop",
            "grey soil",
            "damp grey soil",
            "vegetation stubble",
            "very damp grey soil")
        .expectRows(6_435)
        .load();
  }

  /**
   * The state of a space shuttle's radiators and valves from 9 whole numbers (Statlog). Four in
   * five examples are of one class, and a class has 10 examples.
   *
   * @return 58,000 examples, 7 classes
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is not what it should be
   */
  public static Dataset shuttle() {
    return file("shuttle")
        .numbers(numbered("V", 9))
        .label("Class")
        .classes("Rad.Flow", "Fpv.Close", "Fpv.Open", "High", "Bypass", "Bpv.Close", "Bpv.Open")
        .expectRows(58_000)
        .load();
  }

  /**
   * Whether a customer whom a bank called subscribed a deposit (Moro, Cortez, Rita 2014). The
   * length of the call is left out: it is known only afterwards, and 0 means no. {@code pdays} is
   * -1 for those who were never called before.
   *
   * @return 45,211 examples, 2 classes, of which yes is 12 %
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is not what it should be
   */
  public static Dataset bank() {
    return file("bank-full")
        .separator(';')
        .numbers("age", "balance", "day", "campaign", "pdays", "previous")
        .categories("job", "marital", "education", "default", "housing", "loan", "contact")
        .categories("month", "poutcome")
        .label("y")
        .classes("no", "yes")
        .expectRows(45_211)
        .load();
  }

  /**
   * Penguins of three species on three islands (Horst, Hill, Gorman 2020). The 11 of 344 in whose
   * row a value is missing are left out, and so is the year.
   *
   * @return 333 examples, 3 classes
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is not what it should be
   */
  public static Dataset penguins() {
    return file("penguins")
        .numbers("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
        .categories("island", "sex")
        .label("species")
        .classes("Adelie", "Chinstrap", "Gentoo")
        .dropMissing()
        .expectRows(344)
        .load();
  }

  private static Csv file(String name) {
    Path folder = DataFolder.find("tabular");
    return Csv.at(folder.resolve(name + ".csv.gz"));
  }

  private static String[] numbered(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }
}
