package org.distill4j.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenSettingsTest {

  private static final String SETTINGS =
      """
      <settings>
        <localRepository>${user.home}/jars</localRepository>
        <mirrors><mirror><id>inside</id><mirrorOf>*</mirrorOf><url>https://inside/</url></mirror></mirrors>
        <servers><server><id>inside</id><username>u</username><password>p</password></server></servers>
        <proxies>
          <proxy><host>gate</host><port>3128</port><nonProxyHosts>near</nonProxyHosts></proxy>
          <proxy><active>false</active><host>old</host></proxy>
        </proxies>
      </settings>
      """;

  @TempDir Path folder;

  private RepositorySystemSession session() throws IOException {
    var builder = new SessionBuilderSupplier(new RepositorySystemSupplier().get()).get();
    MavenSettings.of(folder).applyTo(builder);
    return builder.build();
  }

  private static RemoteRepository repository(String url) {
    return new RemoteRepository.Builder("some", "default", url).build();
  }

  @Test
  void withoutAFileAllIsAsMavenHasIt() throws IOException {
    RepositorySystemSession session = session();
    assertEquals(folder.resolve("repository"), MavenSettings.of(folder).repository());
    assertNull(session.getMirrorSelector().getMirror(repository("http://far/")));
    assertNull(session.getProxySelector().getProxy(repository("http://far/")));
  }

  @Test
  void mirrorsServersProxiesAndThePlaceOfJarsAreThoseOfTheFile() throws IOException {
    Files.writeString(folder.resolve("settings.xml"), SETTINGS);
    assertEquals(
        Path.of(System.getProperty("user.home"), "jars"), MavenSettings.of(folder).repository());
    RepositorySystemSession session = session();
    RemoteRepository mirror = session.getMirrorSelector().getMirror(repository("http://far/"));
    assertEquals("https://inside/", mirror.getUrl());
    assertNotNull(session.getAuthenticationSelector().getAuthentication(mirror));
    var proxy = session.getProxySelector().getProxy(repository("http://far/"));
    assertEquals("gate:3128", proxy.getHost() + ":" + proxy.getPort());
    assertNull(session.getProxySelector().getProxy(repository("http://near/")));
  }

  @Test
  void aFileThatIsNoXmlIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("settings.xml"), "<settings>");
    var error = assertThrows(IOException.class, () -> MavenSettings.of(folder));
    assertTrue(String.valueOf(error.getMessage()).startsWith(file + " cannot be read"));
  }
}
