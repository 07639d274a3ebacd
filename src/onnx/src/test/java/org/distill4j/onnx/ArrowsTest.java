package org.distill4j.onnx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What this part may know. */
class ArrowsTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.distill4j");

  @Test
  void itKnowsTheLibraryNd4jOnnxRuntimeAndJson() {
    classes()
        .that()
        .resideInAPackage("org.distill4j.onnx..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "org.nd4j.linalg..",
            "org.bytedeco.javacpp..",
            "ai.onnxruntime..",
            "com.google.gson..",
            "org.distill4j.onnx..",
            "org.distill4j.internal..",
            "org.distill4j.data..",
            "org.distill4j.model..")
        .check(ALL);
  }

  @Test
  void theLibraryDoesNotKnowIt() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.distill4j.onnx..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.distill4j.onnx..", "ai.onnxruntime..")
        .check(ALL);
  }
}
