package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Notebook 01 as a reader has it: JupyterLab in a browser. The tests follow each other on one page.
 * Where no Chromium is found there are none; {@code CONTRIBUTING.md} says how to install one.
 */
class BrowserIT {

  private static final Project PROJECT = Here.PROJECT;
  private static final Path PICTURES = PROJECT.root().resolve("target/browser");

  /** Standard error and exceptions, as JupyterLab shows them. */
  private static final String ERRORS =
      "[data-mime-type='application/vnd.jupyter.stderr'], "
          + "[data-mime-type='application/vnd.jupyter.error']";

  @TempDir static Path folder;

  private static Optional<LabPage> lab = Optional.empty();

  @TestFactory
  Stream<DynamicTest> notebook01InABrowser() throws IOException {
    Optional<Path> chromium = Programs.chromium();
    if (chromium.isEmpty()) {
      return Stream.empty();
    }
    Path notebook = PROJECT.notebooks().resolve("01-what-the-teacher-knows.ipynb");
    LabPage opened = new LabPage(chromium.get(), notebook, folder);
    lab = Optional.of(opened);
    return Stream.of(
        dynamicTest("all cells run", () -> runsAllCells(opened)),
        dynamicTest("no cell shows an error", () -> showsNoError(opened.page())),
        dynamicTest("the soft targets are drawn and described", () -> drawsChart(opened.page())),
        dynamicTest("the progress bar of a training moves", () -> showsProgress(opened)),
        dynamicTest("Tab offers a method of the library", () -> completes(opened)),
        dynamicTest("the stop button ends an endless loop", () -> interrupts(opened)),
        dynamicTest("a restarted kernel counts from 1", () -> restarts(opened)),
        dynamicTest(
            "the browser asks nobody else", () -> assertEquals(Set.of(), opened.strangers())));
  }

  @AfterAll
  static void close() {
    lab.ifPresent(LabPage::close);
  }

  private static void runsAllCells(LabPage lab) {
    Page page = lab.page();
    lab.menu("Run", "Run All Cells");
    Locator prompts = page.locator(".jp-CodeCell .jp-InputArea-prompt");
    lab.waitFor(page.locator(".jp-CodeCell").last(), "\\\\[\\\\d+\\\\]:");
    lab.idle();
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("notebook-01.png")));

    List<String> numbers = prompts.allTextContents();
    for (int i = 0; i < numbers.size(); i++) {
      assertEquals("[%d]:".formatted(i + 1), numbers.get(i));
    }
  }

  private static void showsNoError(Page page) {
    assertEquals(0, page.locator(ERRORS).count());
  }

  private static void drawsChart(Page page) {
    Locator chart =
        page.locator(".jp-CodeCell:has-text('Charts.softTargets(v') .jp-OutputArea img").first();
    chart.scrollIntoViewIfNeeded();
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("soft-targets.png")));

    assertTrue((int) chart.evaluate("img => img.naturalWidth") > 0);
    assertTrue((int) chart.evaluate("img => img.naturalHeight") > 0);
    String alt = String.valueOf(chart.getAttribute("alt"));
    assertTrue(alt.matches("Soft targets .*, 20: .*"), alt);
  }

  private static void showsProgress(LabPage lab) {
    Page page = lab.page();
    page.evaluate(
        """
        () => {
          window.progress = new Set();
          const look = () => document.querySelectorAll('.jp-OutputArea progress')
              .forEach(bar => window.progress.add(bar.value));
          new MutationObserver(look).observe(document.body,
              {subtree: true, childList: true, attributes: true});
        }
        """);
    Locator cell =
        lab.type(
            "Teacher.mlp(784).hidden(300).classes(10).seed(1).build()"
                + ".fit(mnist.train(), org.distill4j.model.train.Plan.epochs(3))");
    lab.run();
    lab.waitFor(cell, "\\\\[\\\\d+\\\\]:");

    int values = (int) page.evaluate("() => window.progress.size");
    assertTrue(values > 1, "the progress bar had %d values".formatted(values));
  }

  private static void completes(LabPage lab) {
    lab.type("Charts.softT");
    lab.page().keyboard().press("Tab");
    lab.page().locator(".jp-Completer-item:has-text('softTargetsLog')").waitFor();
    lab.page().keyboard().press("Escape");
  }

  private static void interrupts(LabPage lab) {
    Locator loop = lab.type("while (true) {}");
    lab.run();
    lab.waitFor(loop, "\\\\[\\\\*\\\\]:");
    lab.toolbar("interrupt-kernel");
    lab.waitFor(loop, "\\\\[\\\\d+\\\\]:");
    loop.locator(ERRORS).waitFor();

    Locator next = lab.type("40 + 2");
    lab.run();
    next.locator(".jp-OutputArea-output:has-text('42')").waitFor();
  }

  private static void restarts(LabPage lab) {
    lab.toolbar("restart-kernel");
    lab.page().locator(".jp-Dialog .jp-mod-accept").click();
    Locator cell = lab.type("6 * 7");
    lab.run();
    lab.waitFor(cell, "\\\\[1\\\\]:");
    cell.locator(".jp-OutputArea-output:has-text('42')").waitFor();
  }
}
