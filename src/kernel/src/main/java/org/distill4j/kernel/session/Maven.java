package org.distill4j.kernel.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.interpolation.ModelInterpolator;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/** Finds libraries and what they need, as Maven does and with its settings, without Maven. */
final class Maven {
  private static final String FORMS =
      "group:artifact:version, with :classifier after it where there is one";

  private final List<Artifact> libraries = new ArrayList<>();
  private final List<RemoteRepository> repositories = new ArrayList<>();

  private Maven() {}

  /**
   * The class path of libraries; prints what is loaded over the network.
   *
   * @param line names of libraries and addresses of repositories, which are asked after the central
   *     one
   * @return the jars of the libraries and of what they need
   * @throws IOException if something is not to be had
   */
  static List<String> resolve(String line) throws IOException {
    var maven = new Maven();
    maven.repositories.add(central());
    for (String word : line.split("\\s+", -1)) {
      if (word.contains("://")) {
        String id = "repository" + maven.repositories.size();
        maven.repositories.add(new RemoteRepository.Builder(id, "default", word).build());
      } else {
        maven.libraries.add(artifact(word));
      }
    }
    return maven.classPath();
  }

  /** A library by its name: as it is written for Gradle, or as Maven prints it. */
  private static Artifact artifact(String library) {
    String[] name = library.split(":", -1);
    if (name.length < 3 || name.length > 5 || !library.matches("[\\w.:-]+")) {
      throw new IllegalArgumentException(
          "a library is named " + FORMS + ", but was '" + library + "'");
    }
    boolean classified = name.length == 4 && Character.isDigit(name[2].charAt(0));
    return classified
        ? new DefaultArtifact(name[0], name[1], name[3], "jar", name[2])
        : new DefaultArtifact(library);
  }

  /** The repository that every Maven knows. */
  private static RemoteRepository central() {
    String url =
        System.getProperty(
            ModelInterpolator.MAVEN_REPO_CENTRAL_KEY,
            ModelInterpolator.DEFAULT_MAVEN_REPO_CENTRAL_URL);
    return new RemoteRepository.Builder("central", "default", url).build();
  }

  private List<String> classPath() throws IOException {
    RepositorySystem system = new RepositorySystemSupplier().get();
    var builder = new SessionBuilderSupplier(system).get();
    MavenSettings.ofUser().applyTo(builder);
    try (CloseableSession session = builder.withTransferListener(new Progress()).build()) {
      var collect = new CollectRequest();
      libraries.forEach(library -> collect.addDependency(new Dependency(library, "runtime")));
      collect.setRepositories(system.newResolutionRepositories(session, repositories));
      var filter = DependencyFilterUtils.classpathFilter("runtime");
      return system
          .resolveDependencies(session, new DependencyRequest(collect, filter))
          .getArtifactResults()
          .stream()
          .map(result -> result.getArtifact().getPath().toString())
          .toList();
    } catch (DependencyResolutionException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("nothing was found");
      throw new IOException(why, e);
    } finally {
      system.shutdown();
    }
  }

  /** Tells each jar that has come. */
  private static final class Progress extends AbstractTransferListener {
    @Override
    public void transferSucceeded(TransferEvent event) {
      String name = event.getResource().getResourceName();
      if (event.getRequestType() == TransferEvent.RequestType.GET && name.endsWith(".jar")) {
        long kilobytes = (event.getTransferredBytes() + 1023) >> 10;
        System.out.println(name.replaceFirst(".*/", "") + ", " + kilobytes + " kB");
      }
    }
  }
}
