package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The site that is made of the notebooks. */
class BookIT {

  private static final Project PROJECT = Here.PROJECT;

  private static final String UNDRAWN =
      "() => [...document.images].filter(image => !image.naturalWidth).length";

  @TempDir static Path folder;

  private static List<Path> pages;

  @BeforeAll
  static void make() throws IOException {
    Path book = folder.resolve("book");
    MakeBook.make(PROJECT, PROJECT.jupyter(quietly -> {}), book);
    try (Stream<Path> files = Files.list(book)) {
      pages = files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
  }

  @Test
  void everyNotebookIsAPageThatTheIndexNames() throws IOException {
    String index = Files.readString(folder.resolve("book/index.html"));
    for (Path notebook : Selection.of("*").in(PROJECT.notebooks())) {
      String page = notebook.getFileName().toString().replace(".ipynb", ".html");
      assertTrue(Files.exists(folder.resolve("book").resolve(page)), page);
      assertTrue(index.contains("href=\"" + page + "\""), page);
    }
  }

  @Test
  void titlesAndDescriptionsAreDistinctAndShort() throws IOException {
    Set<String> titles = new HashSet<>();
    Set<String> descriptions = new HashSet<>();
    for (Path page : pages) {
      String text = Files.readString(page);
      titles.add(found("<title>([^<]{10,80})</title>", text));
      descriptions.add(found("<meta[^>]* content=\"([^\"]{20,170})\"(?=[^>]*description)", text));
    }
    assertEquals(pages.size(), titles.size());
    assertEquals(pages.size(), descriptions.size());
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws IOException {
    Pattern loads =
        Pattern.compile("<(?:script|img|iframe)[^>]*src=\"(?:https?:)?//|<link[^>]*\"https?://");
    for (Path page : pages) {
      assertFalse(loads.matcher(Files.readString(page)).find(), page::toString);
    }
  }

  /** Where a Chromium is found. */
  @TestFactory
  Stream<DynamicTest> onAPhone() {
    return Programs.chromium().stream()
        .map(program -> DynamicTest.dynamicTest("every page fits", () -> fit(program)));
  }

  private static void fit(Path program) {
    try (Chromium chromium = new Chromium(program, 390)) {
      Page page = chromium.page();
      List<String> errors = new ArrayList<>();
      page.onPageError(errors::add);
      int formulas = 0;
      int sliders = 0;
      for (Path file : pages) {
        page.navigate(file.toUri().toString());
        String name = file.getFileName().toString();
        assertEquals(390, page.evaluate("() => document.documentElement.scrollWidth"), name);
        assertEquals(0, page.evaluate(UNDRAWN), name);
        assertEquals(0, page.locator(".katex-error").count(), name);
        formulas += page.locator(".katex").count();
        sliders += page.getByRole(AriaRole.SLIDER).count();
      }
      assertEquals(List.of(), errors);
      assertTrue(sliders > 0, "no figure is live");
      assertTrue(formulas > 0, "no formula is set");
      chromium.hosts().removeAll(Set.of("file:", "data:"));
      assertEquals(Set.of(), chromium.hosts());
    }
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }
}
