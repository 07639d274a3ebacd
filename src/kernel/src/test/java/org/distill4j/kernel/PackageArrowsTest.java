package org.distill4j.kernel;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package of the kernel may know which other. */
class PackageArrowsTest {

  private static final String ROOT = "org.distill4j.kernel";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void arrowsGoOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .layer("install")
        .definedBy(ROOT + ".install")
        .layer("kernel")
        .definedBy(ROOT)
        .layer("session")
        .definedBy(ROOT + ".session")
        .layer("errors")
        .definedBy(ROOT + ".errors")
        .layer("stop")
        .definedBy(ROOT + ".stop")
        .layer("protocol")
        .definedBy(ROOT + ".protocol")
        .layer("values")
        .definedBy(ROOT + ".values")
        .whereLayer("install")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("kernel")
        .mayOnlyBeAccessedByLayers("install")
        .whereLayer("session")
        .mayOnlyBeAccessedByLayers("kernel")
        .whereLayer("errors")
        .mayOnlyBeAccessedByLayers("kernel", "session")
        .whereLayer("stop")
        .mayOnlyBeAccessedByLayers("kernel", "session", "errors")
        .whereLayer("protocol")
        .mayOnlyBeAccessedByLayers("kernel", "session")
        .whereLayer("values")
        .mayOnlyBeAccessedByLayers("kernel", "session")
        .ensureAllClassesAreContainedInArchitecture()
        .check(CLASSES);
  }

  @Test
  void thereIsNoCycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
