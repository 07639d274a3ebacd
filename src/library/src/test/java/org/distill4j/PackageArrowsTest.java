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

  private static final Map<String, Allowed> ARROWS =
      Map.ofEntries(
          entry("internal", new Allowed(List.of(), NUMBERS)),
          entry("loss", new Allowed(List.of("internal"), NUMBERS)),
          entry("data", new Allowed(List.of("internal"), NUMBERS)),
          entry("model", new Allowed(List.of("internal", "loss", "data"), NETWORKS_AND_BLAS)),
          entry("distill", new Allowed(List.of("internal", "loss", "data", "model"), NETWORKS)),
          entry("metrics", new Allowed(List.of("internal", "data", "model"), NUMBERS)),
          entry(
              "tree",
              new Allowed(List.of("internal", "loss", "data", "model", "distill"), NUMBERS)));

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
                            .that()
                            .resideInAPackage(OURS + arrow.getKey() + "..")
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
    slices().matching(OURS + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> may(String own, Allowed allowed) {
    Stream<String> ours = Stream.concat(Stream.of(own), allowed.ours.stream()).map(OURS::concat);
    List<String> packages =
        Stream.of(ours, JDK.stream(), allowed.libraries.stream()).flatMap(s -> s).toList();
    return DescribedPredicate.describe(
        "are in one of " + packages,
        type -> {
          JavaClass element = type.getBaseComponentType();
          return element.isPrimitive()
              || packages.stream().anyMatch(name -> isIn(element.getPackageName(), name));
        });
  }

  private static boolean isIn(String packageName, String root) {
    return packageName.equals(root) || packageName.startsWith(root + ".");
  }
}
