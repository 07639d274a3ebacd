package org.distill4j.lab;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.Jupyter;

/** JupyterLab as the launcher serves it, with a copy of one notebook open in a real browser. */
final class LabPage implements AutoCloseable {

  /** The longest that JupyterLab may take to start, in tenths of a second. */
  private static final int MOST_TENTHS = 1_200;

  private final Child server;
  private final Chromium browser;
  private final Page page;
  private final String address;

  /**
   * Opens a notebook, without outputs, and waits until its kernel is idle.
   *
   * @param folder where the copy and all that Jupyter keeps shall be
   */
  LabPage(Path chromium, Path notebook, Path folder) throws IOException {
    int port = freePort();
    address = "http://127.0.0.1:" + port;
    server = serve(port, notebook, folder);
    browser = new Chromium(chromium, 1280);
    page = browser.page();
    await(port);
    page.navigate("%s/lab/tree/%s?token=t".formatted(address, notebook.getFileName()));
    idle();
  }

  private static Child serve(int port, Path notebook, Path folder) throws IOException {
    Project project = Here.PROJECT;
    Path served = Files.createDirectories(folder.resolve("notebooks"));
    Files.writeString(
        served.resolve(notebook.getFileName()),
        Normalizer.cleared(Notebook.read(notebook)).format());
    Path data = folder.resolve("data");
    CourseKernel.of(project).install(data);
    Jupyter jupyter = project.jupyter(quietly -> {});
    ProcessBuilder builder = OpenLab.server(project, jupyter, data, served);
    builder.command().add("--ServerApp.port=" + port);
    builder.command().addAll(List.of("--no-browser", "--IdentityProvider.token=t"));
    builder.environment().put("DISTILL4J_DATA", project.root().resolve("data").toString());
    builder.environment().put("JUPYTER_CONFIG_DIR", folder.resolve("config").toString());
    Path log = folder.resolve("jupyter.log");
    return Child.start(builder.redirectErrorStream(true).redirectOutput(log.toFile()));
  }

  private static void await(int port) throws IOException {
    for (int tenths = 0; tenths < MOST_TENTHS; tenths++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (ConnectException notYet) {
        LockSupport.parkNanos(100_000_000);
      }
    }
    throw new IOException("JupyterLab does not answer on port " + port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  Page page() {
    return page;
  }

  /** Whom the browser asked beside the server. */
  Set<String> strangers() {
    Set<String> hosts = new TreeSet<>(browser.hosts());
    hosts.removeAll(Set.of(address, "data:", "blob:"));
    return hosts;
  }

  void idle() {
    page.locator(".jp-StatusBar-TextItem:has-text('| Idle')").waitFor();
  }

  void menu(String name, String entry) {
    page.locator(".lm-MenuBar-itemLabel:text-is('%s')".formatted(name)).click();
    page.locator(".lm-Menu-itemLabel:text-is('%s')".formatted(entry)).click();
  }

  void toolbar(String command) {
    page.locator(".jp-NotebookPanel-toolbar [data-command='notebook:%s']".formatted(command))
        .click();
  }

  /** Adds a cell at the end and types into it. */
  Locator type(String code) {
    Locator cells = page.locator(".jp-Notebook .jp-CodeCell");
    int before = cells.count();
    toolbar("insert-cell-below");
    Locator cell = cells.nth(before);
    cell.locator(".cm-content").click();
    page.keyboard().type(code);
    return cell;
  }

  /** Runs the cell that was typed, and stays there. */
  void run() {
    page.keyboard().press("Control+Enter");
  }

  void waitFor(Locator cell, String prompt) {
    cell.locator(".jp-InputArea-prompt:text-matches('%s')".formatted(prompt)).waitFor();
  }

  @Override
  public void close() {
    try (server) {
      browser.close();
    }
  }
}
