package org.distill4j.kernel.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.eclipse.aether.RepositorySystemSession.SessionBuilder;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Where libraries are and how they are reached, as the user has told Maven. */
final class MavenSettings {
  private final Path folder;
  private final Optional<Element> settings;

  private MavenSettings(Path folder, Optional<Element> settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** The file in the user's folder; all is as it is by default if there is none. */
  static MavenSettings ofUser() throws IOException {
    return of(Path.of(System.getProperty("user.home"), ".m2"));
  }

  /** The file in a folder. */
  static MavenSettings of(Path folder) throws IOException {
    Path file = folder.resolve("settings.xml");
    if (!Files.exists(file)) {
      return new MavenSettings(folder, Optional.empty());
    }
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var parser = factory.newDocumentBuilder();
      parser.setErrorHandler(new DefaultHandler()); // which throws and prints nothing
      var document = parser.parse(file.toFile());
      return new MavenSettings(folder, Optional.of(document.getDocumentElement()));
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Sets where jars are kept, and whom to ask instead, through whom and as whom. */
  void applyTo(SessionBuilder session) {
    var mirrors = new DefaultMirrorSelector();
    for (Element one : each("mirrors", "mirror")) {
      boolean blocked = Boolean.parseBoolean(text(one, "blocked"));
      String of = text(one, "mirrorOf");
      mirrors.add(text(one, "id"), text(one, "url"), "default", false, blocked, of, "");
    }
    var servers = new DefaultAuthenticationSelector();
    for (Element one : each("servers", "server")) {
      servers.add(text(one, "id"), user(one));
    }
    var proxies = new DefaultProxySelector();
    for (Element one : each("proxies", "proxy")) {
      if (!text(one, "active").equals("false")) {
        String port = text(one, "port");
        String type = text(one, "protocol").isEmpty() ? "http" : text(one, "protocol");
        int number = port.isEmpty() ? 8080 : Integer.parseInt(port);
        var proxy = new Proxy(type, text(one, "host"), number, user(one));
        proxies.add(proxy, text(one, "nonProxyHosts"));
      }
    }
    session
        .withLocalRepositoryBaseDirectories(repository())
        .setMirrorSelector(mirrors)
        .setAuthenticationSelector(servers)
        .setProxySelector(proxies);
  }

  /** The folder of jars: of this process, else of the file, else the one of all. */
  Path repository() {
    String told = settings.map(root -> text(root, "localRepository")).orElse("");
    String home = System.getProperty("user.home");
    String own = System.getProperty("maven.repo.local", told).replace("${user.home}", home);
    return own.isEmpty() ? folder.resolve("repository") : Path.of(own);
  }

  private static Authentication user(Element one) {
    return new AuthenticationBuilder()
        .addUsername(text(one, "username"))
        .addPassword(text(one, "password"))
        .build();
  }

  private List<Element> each(String list, String name) {
    List<Element> found = new ArrayList<>();
    settings.stream()
        .flatMap(root -> children(root, list).stream())
        .forEach(group -> found.addAll(children(group, name)));
    return found;
  }

  private static String text(Element of, String name) {
    return children(of, name).stream()
        .map(one -> one.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  private static List<Element> children(Element of, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
