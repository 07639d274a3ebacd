package org.distill4j;

import static com.tngtech.archunit.lang.conditions.ArchConditions.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package may know which other: the only arrows that are allowed. */
class PackageArrowsTest {

  private static final String OURS = "org.distill4j.";
  private static final Set<String> JDK = Set.of("java", "javax", "jdk", "com.sun", "org.jspecify");

  private static final List<String> NUMBERS = List.of("org.nd4j");
  private static final List<String> NETWORKS = List.of("org.nd4j", "org.deeplearning4j");

  /** Training calls BLAS, which ND4J's native library is built on, without ND4J in between. */
  private static final List<String> NETWORKS_AND_BLAS =
      List.of("org.nd4j", "org.deeplearning4j", "org.bytedeco");

  private record Allowed(List<String> ours, List<String> libraries) {}

  private static final List<String> TRAINING =
      List.of("internal", "loss", "data", "model.network", "model.network.internal");

  /** A package stands for those below it, unless they have arrows of their own. */
  private static final Map<String, Allowed> ARROWS =
      Map.ofEntries(
          entry("internal", new Allowed(List.of(), NUMBERS)),
          entry("loss", new Allowed(List.of("internal"), NUMBERS)),
          entry("data", new Allowed(List.of("internal"), NUMBERS)),
          entry("model.network", new Allowed(List.of("internal", "loss", "data"), NUMBERS)),
          entry(
              "model.network.internal",
              new Allowed(List.of("internal", "data", "model.network"), NETWORKS)),
          entry("model.train", new Allowed(TRAINING, NETWORKS)),
          entry("model.train.fast", new Allowed(with(TRAINING, "model.train"), NETWORKS_AND_BLAS)),
          entry(
              "model.internal",
              new Allowed(with(TRAINING, "model.train", "model.train.fast"), List.of())),
          entry(
              "export",
              new Allowed(
                  List.of("internal", "data", "model.network", "model.network.internal"),
                  with(NETWORKS, "onnx"))),
          entry(
              "model",
              new Allowed(with(TRAINING, "model.train", "model.internal", "export"), NETWORKS)),
          entry(
              "distill",
              new Allowed(
                  with(TRAINING, "model.train", "model.internal", "model", "export"), NETWORKS)),
          entry("metrics", new Allowed(List.of("internal", "data", "model.network"), NUMBERS)),
          entry(
              "tree",
              new Allowed(
                  List.of(
                      "internal",
                      "loss",
                      "data",
                      "model.network",
                      "model.train",
                      "distill",
                      "export"),
                  NUMBERS)));

  private static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.distill4j");

  @TestFactory
  Stream<DynamicTest> everyPackageDependsOnlyOnWhatItMay() {
    return ARROWS.entrySet().stream()
        .map(
            arrow ->
                DynamicTest.dynamicTest(
                    arrow.getKey(),
                    () ->
                        classes()
                            .that(areIn(arrow.getKey()))
                            .should()
                            .onlyDependOnClassesThat(may(arrow.getKey(), arrow.getValue()))
                            .allowEmptyShould(true) // until the package has its first class
                            .check(CLASSES)));
  }

  @Test
  void everyClassIsInAPackageWithArrows() {
    classes()
        .should(
            resideInAnyPackage(
                ARROWS.keySet().stream().map(name -> OURS + name + "..").toArray(String[]::new)))
        .check(CLASSES);
  }

  @Test
  void thereIsNoCycle() {
    slices().matching(OURS + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> areIn(String name) {
    return DescribedPredicate.describe(
        "are in " + name, type -> name.equals(owner(type.getPackageName())));
  }

  private static DescribedPredicate<JavaClass> may(String own, Allowed allowed) {
    List<String> ours = with(allowed.ours, own);
    List<String> others = Stream.concat(JDK.stream(), allowed.libraries.stream()).toList();
    return DescribedPredicate.describe(
        "are in one of %s or %s".formatted(ours, others),
        type -> {
          JavaClass element = type.getBaseComponentType();
          String name = element.getPackageName();
          return element.isPrimitive()
              || ours.contains(owner(name))
              || others.stream().anyMatch(root -> isIn(name, root));
        });
  }

  /** The longest name with arrows that a package is in; the empty one if there is none. */
  private static String owner(String packageName) {
    return ARROWS.keySet().stream()
        .filter(name -> isIn(packageName, OURS + name))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static boolean isIn(String packageName, String root) {
    return packageName.equals(root) || packageName.startsWith(root + ".");
  }
}
