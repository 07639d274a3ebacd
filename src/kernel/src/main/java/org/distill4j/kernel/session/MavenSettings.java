package org.distill4j.kernel.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.RepositorySystemSession.SessionBuilder;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.jspecify.annotations.Nullable;

/** Where libraries are and how they are reached, as the user has told Maven. */
final class MavenSettings {
  private final Path folder;
  private final Settings settings;

  private MavenSettings(Path folder, Settings settings) {
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
    var request =
        new DefaultSettingsBuildingRequest()
            .setUserSettingsFile(file.toFile())
            .setSystemProperties(System.getProperties());
    try {
      var builder = new DefaultSettingsBuilderFactory().newInstance();
      return new MavenSettings(folder, builder.build(request).getEffectiveSettings());
    } catch (SettingsBuildingException e) {
      throw new IOException(file + " cannot be read: " + e.getProblems().get(0).getMessage(), e);
    }
  }

  /** Sets where jars are kept, and whom to ask instead, through whom and as whom. */
  void applyTo(SessionBuilder session) {
    var mirrors = new DefaultMirrorSelector();
    for (Mirror one : settings.getMirrors()) {
      boolean blocked = one.isBlocked();
      String layouts = one.getMirrorOfLayouts();
      mirrors.add(
          one.getId(), one.getUrl(), one.getLayout(), false, blocked, one.getMirrorOf(), layouts);
    }
    var servers = new DefaultAuthenticationSelector();
    for (Server one : settings.getServers()) {
      servers.add(one.getId(), user(one.getUsername(), one.getPassword()));
    }
    var proxies = new DefaultProxySelector();
    for (var one : settings.getProxies()) {
      if (one.isActive()) {
        Authentication user = user(one.getUsername(), one.getPassword());
        var proxy = new Proxy(one.getProtocol(), one.getHost(), one.getPort(), user);
        proxies.add(proxy, one.getNonProxyHosts());
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
    String told = Objects.requireNonNullElse(settings.getLocalRepository(), "");
    String own = System.getProperty("maven.repo.local", told);
    return own.isEmpty() ? folder.resolve("repository") : Path.of(own);
  }

  private static Authentication user(@Nullable String name, @Nullable String password) {
    return new AuthenticationBuilder().addUsername(name).addPassword(password).build();
  }
}
