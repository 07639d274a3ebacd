package org.distill4j.course;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The wards of notebook 14 and what their unknown patients can have: the names, and for each wrong
 * one the finding that speaks against it.
 *
 * <pre>{@code
 * show(Ward.FORMULA.names());
 * Ward.FORMULA.check(() -> "healthy");
 * }</pre>
 */
public final class Ward {
  /** The ward of wrong formulas; its patient is {@link Unknown#formula()}. */
  public static final Ward FORMULA =
      new Ward(
          "one target for all",
          "picture plus label",
          "it takes targets and logits of one shape, and nothing stops it",
          "reward for large weights",
          "it is given logits and no weights, so it cannot reward any",
          "one output",
          "it has four outputs, and its gradient is not 0",
          "divergence reversed",
          "a perfect student would pay nothing, whichever way round; here it pays",
          "healthy",
          "a perfect student pays, and a picture's loss depends on its company");

  /** The ward of wrong scales; its patient is {@link Unknown#scale()}. */
  public static final Ward SCALE =
      new Ward(
          "gradients pile up",
          "probabilities for logits",
          "the worked example comes out right, which it would not",
          "no T squared",
          "the worked example comes out right, so no factor is lost",
          "mean over everything",
          "the worked example comes out right, so no factor is lost",
          "weights swapped",
          "the worked example comes out right, so the teacher has its whole weight",
          "healthy",
          "the perfect student has a loss of 0 and is pushed all the same; ask for a gradient"
              + " twice");

  /** The ward of wrong shapes; its patient is {@link Unknown#shape()}. */
  public static final Ward SHAPE =
      new Ward(
          "wrong axis",
          "wrong norm",
          "that befalls losses that compare examples; this one compares probabilities",
          "square for a column",
          "one picture alone would be charged rightly; here it pays less than nothing",
          "weights of another shape",
          "it is a loss, and no weights were copied",
          "healthy",
          "a picture's loss depends on its company");

  /** The ward of wrong connections; its patient is {@link Unknown#wiring()}. */
  public static final Ward WIRING =
      new Ward(
          "nobody listens",
          "roles swapped",
          "another teacher would still change the gradient; here none does",
          "no head",
          "even random answers would change the gradient; here none do",
          "switch stays off",
          "it gives the same answer each time, and there is no network in it to switch",
          "rate never comes",
          "a loss knows nothing of learning rates",
          "healthy",
          "nudging catches it, and the opposite teacher gives the same gradient");

  /** The ward of wrong data; its patient is {@link Unknown#data}. */
  public static final Ward DATA =
      new Ward(
          "other order of classes",
          "answers of other examples",
          "most of the answers are right; mixed-up ones are right one time in ten",
          "no sum of 1",
          "it stores logits, and the softmax of any logits sums to 1",
          "picture moved",
          "the teacher, asked again about these pictures, gives the same ten numbers in another"
              + " order",
          "other kind of number",
          "its answers have as much doubt in them as those of the healthy set",
          "healthy",
          "nearly one stored answer in five is wrong");

  /** Where nobody may be ill; its patient is {@link Unknown#last()}. */
  public static final Ward LAST =
      new Ward(
          "healthy",
          "one target for all",
          "a picture's loss is the same in any company",
          "divergence reversed",
          "the worked example comes out right, which it would not",
          "no T squared",
          "the worked example comes out right, so no factor is lost",
          "gradients pile up",
          "asked twice at the same place, it gives the same gradient",
          "wrong axis",
          "a picture's loss is the same in any company",
          "nobody listens",
          "the opposite teacher gives another gradient");

  private final String illness;
  private final Map<String, String> against = new LinkedHashMap<>();

  private Ward(String illness, String... against) {
    this.illness = illness;
    for (int i = 0; i < against.length; i += 2) {
      this.against.put(against[i], against[i + 1]);
    }
  }

  /**
   * What the patient can have, in alphabetical order.
   *
   * @return the names, of which one is right
   */
  public List<String> names() {
    Stream<String> all = Stream.concat(Stream.of(illness), against.keySet().stream());
    return all.sorted().toList();
  }

  /**
   * Judges a diagnosis. A wrong one gets the finding that speaks against it.
   *
   * @param diagnosis one of {@link #names()}
   * @return the check, which has printed a line
   */
  public Check check(Supplier<String> diagnosis) {
    return judge(Check.of("Unknown patient"), diagnosis);
  }

  Check judge(Check check, Supplier<String> diagnosis) {
    return check.named("what it has", diagnosis, illness, against);
  }

  @Override
  public String toString() {
    return "a ward for " + String.join(", ", names());
  }
}
