package org.distill4j.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.distill4j.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class CsvTest {

  private static final String PEOPLE =
      """
      name,age,job,city,likes
      Ann,31,nurse,Ulm,yes
      Bob,-4.5e1,cook,Rom,no
      Cem,7,nurse,Bern,yes
      """;

  @TempDir private Path folder;

  private Csv csv(String text) throws IOException {
    return Csv.at(Files.writeString(folder.resolve("people.csv"), text));
  }

  private Csv people(String text) throws IOException {
    return csv(text).numbers("age").categories("job", "city").label("likes");
  }

  @Test
  void numbersStayAndCategoriesBecomeOneFeatureForEachValue() throws IOException {
    Dataset set = people(PEOPLE).load();
    assertEquals(
        Nd4j.create(new float[][] {{31, 0, 1, 0, 0, 1}, {-45, 1, 0, 0, 1, 0}, {7, 0, 1, 1, 0, 0}}),
        set.features());
    assertEquals(List.of("no", "yes"), set.classes());
    assertEquals(Nd4j.create(new float[][] {{0, 1}, {1, 0}, {0, 1}}), set.labels());
    assertEquals("[age, job [cook, nurse], city [Bern, Rom, Ulm]]", set.attributes().toString());
  }

  @Test
  void featuresComeInTheOrderInWhichTheyAreNamed() throws IOException {
    Dataset set = csv(PEOPLE).categories("job").numbers("age").label("likes").load();
    assertEquals(Nd4j.create(new float[][] {{0, 1, 31}}), set.features(0));
  }

  @Test
  void subsetsKeepTheMeaningOfTheFeatures() throws IOException {
    Dataset set = people(PEOPLE).load();
    assertEquals(set.attributes(), set.rows(2, 0).withoutLabels().head(1).attributes());
  }

  @Test
  void classesComeInTheOrderAskedFor() throws IOException {
    assertEquals(0, people(PEOPLE).classes("yes", "no", "maybe").load().label(0));
  }

  @Test
  void withoutALabelNothingIsLabelled() throws IOException {
    Dataset set = csv(PEOPLE).numbers("age").classes("no", "yes").load();
    assertFalse(set.labelled());
    assertEquals(List.of("no", "yes"), set.classes());
  }

  @Test
  void anotherFileIsReadLikeTheFirst() throws IOException {
    Dataset train = people(PEOPLE).load();
    String other = "likes,city,job,age\nno,Ulm,cook,1\n";
    Dataset test = csv(other).like(train).label("likes").load();
    assertEquals(Nd4j.create(new float[][] {{1, 1, 0, 0, 0, 1}}), test.features());
    assertEquals(train.attributes(), test.attributes());
    assertEquals(train.classes(), test.classes());
    assertRefused(
        "expected one of [Bern, Rom, Ulm] for city in line 2, but found 'Oslo'",
        csv(other.replace("Ulm", "Oslo")).like(train).label("likes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x;c\n1;a\n2;b\n", // as it should be
        "\ufeffx;c\r\n1;a\r\n2;b\r\n", // from a spreadsheet
        "\nx;c\n1;a\n\n2;b", // empty lines, and none at the end
        " x ; c \n\"1\"; a \n 2;\"b\"\n", // quotes and spaces
        "x;d;c\n1;\"y;\nz\";a\n2;#;b\n", // a separator and a line break in quotes
      })
  void manyWaysOfWritingAreRead(String text) throws IOException {
    Dataset set = csv(text).separator(';').numbers("x").label("c").load();
    assertEquals(Nd4j.create(new float[][] {{1}, {2}}), set.features());
    assertEquals(List.of("a", "b"), set.classes());
  }

  @Test
  void aNumberSignBeginsNoComment() throws IOException {
    Dataset set = csv("c,x\n#,1\nb,2\n").numbers("x").label("c").load();
    assertEquals(List.of("#", "b"), set.classes());
  }

  @Test
  void withTabsQuotesAreOrdinaryCharacters() throws IOException {
    Dataset set = csv("x\tc\n1\t\"a\n2\tb\n").separator('\t').numbers("x").label("c").load();
    assertEquals(List.of("\"a", "b"), set.classes());
  }

  @Test
  void compressedFilesAreReadWhateverTheirName() throws IOException {
    Path file = folder.resolve("packed.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(PEOPLE.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(3, Csv.at(file).numbers("age").label("likes").load().size());
    byte[] packed = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(packed, packed.length - 9));
    assertEquals(
        file + ": expected a table, whole, but found its end too early",
        assertThrows(
                IllegalArgumentException.class,
                () -> Csv.at(file).numbers("age").label("likes").load())
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NA", "N/A", "NaN", "null", "?"})
  void missingValuesAreRefusedOrDropped(String missing) throws IOException {
    String text = PEOPLE.replace("cook", missing);
    assertRefused(
        "expected a value for job in line 3, but found a missing value, '%s'".formatted(missing),
        people(text));
    Dataset rest =
        csv(text).numbers("age").categories("city").label("likes").classes("no", "yes").load();
    assertEquals(3, rest.size());
    Dataset dropped =
        csv(text + "Dan,9," + "cook,Rom,no\n")
            .numbers("age")
            .categories("job")
            .label("likes")
            .dropMissing()
            .expectRows(4)
            .load();
    assertEquals(Nd4j.create(new float[][] {{31}, {7}, {9}}), column(dropped));
  }

  private static org.nd4j.linalg.api.ndarray.INDArray column(Dataset set) {
    return set.features().getColumn(0, true).dup('c');
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = folder.resolve("none.csv");
    UncheckedIOException refusal =
        assertThrows(
            UncheckedIOException.class, () -> Csv.at(file).numbers("age").label("likes").load());
    assertEquals(file + ": expected this file, but found none", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"seven", "1,5", "0x10", "1 000", "Infinity"})
  void refusesWhatIsNoNumber(String cell) throws IOException {
    assertRefused(
        "expected a finite number for age in line 6, but found '%s'".formatted(cell),
        people("\n\n" + PEOPLE.replace(",7,", ",\"" + cell + "\",")));
  }

  @Test
  void namesTheRowWhereLinesCannotBeCounted() throws IOException {
    assertRefused(
        "expected a finite number for age in row 3, but found 'x'",
        people(PEOPLE.replace("Ann", "\"Ann\nLee\"").replace(",7,", ",x,")));
  }

  @Test
  void refusesAWrongHeader() throws IOException {
    assertRefused(
        "expected columns [age, job], but found only [a, b, city, likes]",
        people("a,b,city,likes\n1,2,3,4\n"));
    assertRefused(
        "expected columns [age, job, city, likes], but found only [age;job;city;likes]",
        people("age;job;city;likes\n1;2,5;3;4\n"));
    assertRefused("expected columns [age, job, city, likes], but found no header", people(""));
  }

  @Test
  void refusesTruncatedFiles() throws IOException {
    assertRefused(
        "expected rows of 5 cells, but found Row number 3 contains 3 columns. 5 expected.",
        people(PEOPLE.replace(",Bern,yes", "")));
    assertRefused(
        "expected rows of 5 cells, but found Row number 1 contains 6 columns. 5 expected.",
        people(PEOPLE.replace(",nurse,Ulm", ",nurse,,Ulm")));
    assertRefused("expected 4 rows, but found 3", people(PEOPLE).expectRows(4));
    assertRefused("expected at least one row, but found none", people("age,job,city,likes\n"));
  }

  @Test
  void refusesUnknownClassesAndTooFew() throws IOException {
    assertRefused(
        "expected one of [yes, maybe] for likes in line 3, but found 'no'",
        people(PEOPLE).classes("yes", "maybe"));
    assertRefused(
        "expected at least two different values of likes, but found only [yes]",
        people(PEOPLE.replace("no\n", "yes\n")));
    assertRefused(
        "expected a row without missing values, but found none",
        people("age,job,city,likes\n,,,\n").dropMissing());
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path file = Files.write(folder.resolve("people.csv"), new byte[] {'x', ',', (byte) 0xe4});
    assertRefused(
        "expected a table, whole, but found bytes that are no UTF-8 text",
        Csv.at(file).numbers("x").label("y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1d", "1.5f", "0x1p3", "1_000", "٣", ".", "1e", "+-1", "1 2", "1,5"})
  void refusesWhatOnlyProgramsCallNumbers(String cell) throws IOException {
    assertRefused(
        "expected a finite number for age in line 3, but found '%s'".formatted(cell),
        people(PEOPLE.replace("-4.5e1", "\"" + cell + "\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e39", "-3.5e38", "1e-400", "-0.001e-60"})
  void refusesNumbersThatWouldBecomeOthers(String cell) throws IOException {
    assertRefused(
        "expected 0 or a number from 1.4e-45 to 3.4e38 of either sign for age in line 3, but found"
            + " '%s'".formatted(cell),
        people(PEOPLE.replace("-4.5e1", cell)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+3.", ".5", "1E+02", "00", "-0.0e-999", "3.4e38"})
  void readsNumbersAsPeopleWriteThem(String cell) throws IOException {
    assertEquals(
        Float.parseFloat(cell),
        people(PEOPLE.replace("-4.5e1", cell)).load().features(1).getFloat(0, 0));
  }

  @Test
  void lettersAndTheirAccentsAreOneWordHoweverTheyAreWritten() throws IOException {
    String text = "x,\u00e9t\u00e9\n1,caf\u00e9\n2,cafe\u0301\n3,th\u00e9\n";
    Dataset set = csv(text).numbers("x").label("e\u0301te\u0301").load();
    assertEquals(List.of("caf\u00e9", "th\u00e9"), set.classes());
    assertEquals(0, set.label(1));
    Dataset asked =
        csv(text).numbers("x").label("\u00e9t\u00e9").classes("the\u0301", "cafe\u0301").load();
    assertEquals(1, asked.label(0));
  }

  @Test
  void manyColumnsAreReadAndMoreAreRefused() throws IOException {
    String many = "c,".repeat(20_000);
    assertEquals(
        List.of("a", "b"),
        csv("x," + many + "y\n1," + many + "a\n2," + many + "b\n")
            .numbers("x")
            .label("y")
            .load()
            .classes());
    String tooMany = ",".repeat(1_000_000);
    assertRefused(
        "expected at most 262,144 columns, but found 1,000,001 or more",
        csv("x" + tooMany + "y\n1" + tooMany + "a\n").numbers("x").label("y"));
  }

  @Test
  void namesTheColumnThatMakesATableTooLarge() throws IOException {
    StringBuilder text = new StringBuilder("word,y\n");
    for (int i = 0; i < 50_000; i++) {
      text.append("word").append(i).append(i % 2 == 0 ? ",a\n" : ",b\n");
    }
    assertRefused(
        "expected at most 2,147,483,639 numbers, but found 50,000 rows of 50,000 features, 50,000"
            + " of them for word",
        csv(text.toString()).categories("word").label("y"));
  }

  @Test
  void emptyLinesWithoutEndAreNotAllRead() throws IOException {
    Path file = folder.resolve("people.csv");
    byte[] lines = "\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 600; i++) {
        out.write(lines);
      }
    }
    long heap = Runtime.getRuntime().maxMemory();
    assertRefused(
        "expected at most %,d characters, for which a Java heap of %,d MB has room, but found more;"
                .formatted(heap / 4, heap >> 20)
            + " -Xmx gives more room",
        Csv.at(file).numbers("x").label("y"));
  }

  @Test
  void refusesToGuess() throws IOException {
    Csv nothing = csv(PEOPLE).numbers("age");
    assertEquals(
        "there must be columns of numbers or categories, and a label or classes, but the columns"
            + " are [age], the label is null and the classes are []",
        assertThrows(IllegalStateException.class, nothing::load).getMessage());
    Csv leak = csv(PEOPLE).categories("likes").label("likes");
    assertEquals(
        "the label must not be among the features, but 'likes' is",
        assertThrows(IllegalStateException.class, leak::load).getMessage());
  }

  private void assertRefused(String text, Csv csv) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, csv::load);
    assertEquals(folder.resolve("people.csv") + ": " + text, refusal.getMessage());
  }
}
