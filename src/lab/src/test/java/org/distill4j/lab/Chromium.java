package org.distill4j.lab;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A real browser with one page. */
final class Chromium implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-dev-shm-usage",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
          "--disable-quic");

  private static final int PATIENCE = 600_000; // milliseconds, also for a machine with much to do

  private final Playwright playwright;
  private final Page page;
  private final Set<String> hosts = new TreeSet<>();

  Chromium(Path program, int width) {
    System.setProperty("playwright.nodejs.path", Programs.node().toString());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(FLAGS));
    page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, 900));
    page.setDefaultTimeout(PATIENCE);
    page.onRequest(
        request -> hosts.add(request.url().replaceAll("^(https?://[^/]*|\\w+:).*", "$1")));
  }

  Page page() {
    return page;
  }

  /** Whom the page asked for something. */
  Set<String> hosts() {
    return hosts;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
