package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The live figures of the notebooks, as they were committed, where scripts may run and may not. */
class LiveFiguresIT {

  private static final int MOST_BYTES = 15_000;

  private static Optional<Chromium> chromium = Optional.empty();

  /** An output of a notebook; its data as JSON. */
  private record Live(String html, JsonObject data) {

    private static final Pattern DATA = Pattern.compile("<div data-live=\"([^\"]*)\">");

    static List<Live> of(Notebook notebook) {
      List<Live> found = new ArrayList<>();
      for (JsonObject cell : notebook.codeCells()) {
        for (JsonElement output : cell.getAsJsonArray("outputs")) {
          JsonObject data = output.getAsJsonObject().getAsJsonObject("data");
          String html =
              data != null && data.has("text/html") ? Notebook.text(data.get("text/html")) : "";
          Matcher matcher = DATA.matcher(html);
          if (matcher.find()) {
            found.add(
                new Live(html, JsonParser.parseString(plain(matcher.group(1))).getAsJsonObject()));
          }
        }
      }
      return found;
    }

    private static String plain(String escaped) {
      return escaped
          .replace("&lt;", "<")
          .replace("&gt;", ">")
          .replace("&quot;", "\"")
          .replace("&#39;", "'")
          .replace("&amp;", "&");
    }

    String text(String name) {
      return data.get(name).getAsString();
    }

    int last() {
      return data.getAsJsonArray("frames").size() - 1;
    }

    JsonObject frame(int i) {
      return data.getAsJsonArray("frames").get(i).getAsJsonObject();
    }

    String inWords(int i) {
      String note = frame(i).get("note").getAsString();
      return text("slider")
          + " = "
          + frame(i).get("at").getAsString()
          + (note.isEmpty() ? "" : ": " + note);
    }

    List<Double> numbers(int i) {
      List<Double> numbers = new ArrayList<>();
      frame(i)
          .getAsJsonArray("values")
          .forEach(row -> row.getAsJsonArray().forEach(value -> numbers.add(value.getAsDouble())));
      return numbers;
    }
  }

  private static List<Live> all() throws IOException {
    List<Live> all = new ArrayList<>();
    for (Path file : Selection.of("*").in(Here.PROJECT.notebooks())) {
      all.addAll(Live.of(Notebook.read(file)));
    }
    return all;
  }

  @AfterAll
  static void close() {
    chromium.ifPresent(Chromium::close);
  }

  @Test
  void thereAreTwelveAndEachIsSmall() throws IOException {
    List<Live> all = all();
    assertTrue(all.size() >= 12, () -> all.size() + " live figures");
    for (Live live : all) {
      String withoutPicture = live.html().replaceFirst("<img [^>]*>", "");
      int bytes = withoutPicture.getBytes(StandardCharsets.UTF_8).length;
      assertTrue(bytes <= MOST_BYTES, () -> live.text("title") + ": " + bytes);
    }
  }

  /** Where a Chromium is found. */
  @TestFactory
  Stream<DynamicTest> inABrowser() throws IOException {
    chromium = Programs.chromium().map(program -> new Chromium(program, 800));
    if (chromium.isEmpty()) {
      return Stream.empty();
    }
    Page page = chromium.get().page();
    List<String> complaints = new ArrayList<>();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> complaints.add(message.text()));
    List<Live> all = all();
    String html =
        String.join("", all.stream().map(l -> "<section>" + l.html() + "</section>").toList());
    Page still =
        page.context().browser().newPage(new Browser.NewPageOptions().setJavaScriptEnabled(false));
    return Stream.of(
        dynamicTest(
            "the slider shows the frames",
            () -> {
              page.setContent(html);
              for (int i = 0; i < all.size(); i++) {
                moves(all.get(i), page.locator("section").nth(i));
              }
            }),
        dynamicTest(
            "the picture stays where no script runs",
            () -> {
              still.setContent(html);
              assertEquals(0, still.locator("input, svg").count());
              for (int i = 0; i < all.size(); i++) {
                staysAPicture(still.locator("section").nth(i).locator("img"));
              }
            }),
        dynamicTest("text of the data is shown as text", () -> showsText(page, all.get(0))),
        dynamicTest("the console is silent", () -> assertEquals(List.of(), complaints)));
  }

  private static void moves(Live live, Locator place) {
    assertEquals(0, place.locator("img").count());
    Locator slider =
        place.getByRole(
            AriaRole.SLIDER,
            new Locator.GetByRoleOptions().setName(live.text("slider")).setExact(true));
    shows(live, place, live.data().get("start").getAsInt());
    slider.press("Home");
    shows(live, place, 0);
    slider.press("ArrowRight");
    shows(live, place, 1);
    slider.press("End");
    shows(live, place, live.last());
  }

  private static void shows(Live live, Locator place, int frame) {
    Locator said = place.locator("[aria-live=polite]");
    assertEquals(live.inWords(frame), said.textContent());
    assertEquals(
        live.frame(frame).get("at").getAsString(),
        place.getByRole(AriaRole.SLIDER).getAttribute("aria-valuetext"));
    Locator drawing = place.getByRole(AriaRole.IMG);
    assertTrue(
        drawing
            .getAttribute("aria-label")
            .startsWith(live.text("title") + ". " + live.inWords(frame) + ". "));
    List<Double> drawn = new ArrayList<>();
    for (String title : drawing.locator("title").allTextContents()) {
      drawn.add(Double.valueOf(title.substring(title.lastIndexOf(' ') + 1)));
    }
    assertEquals(live.numbers(frame), drawn, live.text("title"));
  }

  private static void staysAPicture(Locator picture) {
    assertTrue(picture.isVisible());
    assertTrue((int) picture.evaluate("img => img.naturalWidth") > 0);
    assertFalse(String.valueOf(picture.getAttribute("alt")).isBlank());
  }

  private static void showsText(Page page, Live live) {
    String evil = "</script><b>bold</b><img src=x onerror=document.title=1>";
    String escaped = evil.replace("<", "&lt;").replace(">", "&gt;");
    String title = live.text("title");
    page.setContent(
        live.html().replace("&quot;" + title + "&quot;", "&quot;" + escaped + "&quot;"));
    page.getByText(evil).waitFor();
    assertEquals(0, page.locator("b, img").count());
    assertEquals("", page.title());
  }
}
