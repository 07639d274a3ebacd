package org.distill4j.kernel.stop;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes classes that are loaded. Those of cells, where only the bodies of methods are new, so
 * that objects stay what they are; and, as the last resort against an endless loop of a library or
 * of Java itself, what is called in it gets checkpoints while it runs. Statics, as Java gives one
 * instrumentation to a JVM, whose classes all sessions share.
 *
 * <p>The kernel attaches to its own process, because Java gives instrumentation to agents only, and
 * an agent named on the command line would slow down the start of every kernel for a loop that most
 * never meet. Since Java 20 no thread can be stopped from outside, so a loop such as {@code
 * Stream.iterate(1, x -> x + 1).count()}, in which no code of a cell runs, would otherwise keep a
 * core until the kernel ends. The checkpoint in a class of Java can call nothing of ours, as Java's
 * loader does not see it; but it can ask its own thread for its handler of uncaught exceptions, and
 * the threads of cells answer by passing our checkpoint first.
 *
 * <p>A kernel that may not attach, as one that grades, is started with the agent instead. What Java
 * gives is held by one thread, which does nothing but weave: in a field, any cell could use it to
 * change any class.
 */
public final class Agent {
  private static final String OURS = Agent.class.getPackageName().replaceFirst("\\w+$", "");
  private static final BlockingQueue<Task> TASKS = new LinkedBlockingQueue<>();
  private static volatile boolean started;

  /** The classes that have checkpoints, and for whom. */
  private static final Map<Class<?>, Set<CellRunner>> WOVEN = new ConcurrentHashMap<>();

  /** Weaving takes milliseconds; nobody must wait for ever for a thread that is gone. */
  private static final int MOST_SECONDS = 30;

  private Agent() {}

  /**
   * What the thread is asked to do: three things and no others, whoever asks.
   *
   * @param reached what is to have checkpoints; null where nothing is, any more
   * @param user for whom; null where classes get new bodies
   * @param bodies of classes that are loaded
   * @param done when it is done
   */
  private record Task(
      @Nullable List<String> reached,
      @Nullable CellRunner user,
      List<ClassDefinition> bodies,
      CompletableFuture<@Nullable Void> done) {

    void run(Instrumentation given) {
      try {
        if (user == null) {
          given.redefineClasses(bodies.toArray(ClassDefinition[]::new));
        } else if (reached == null) {
          leave(user, given);
        } else {
          reach(reached, user, given);
        }
        done.complete(null);
      } catch (Exception | LinkageError e) {
        done.completeExceptionally(e);
      }
    }
  }

  /**
   * Called by Java when it loads the agent.
   *
   * @param arguments not used
   * @param given what can change classes that are loaded
   */
  public static void agentmain(String arguments, Instrumentation given) {
    given.addTransformer(new Transformer(), true);
    Thread thread = new Thread(() -> serve(given), "weaver");
    thread.setDaemon(true);
    thread.start();
    started = true;
  }

  /**
   * Called by Java when it starts with the agent.
   *
   * @param arguments not used
   * @param given what can change classes that are loaded
   */
  public static void premain(String arguments, Instrumentation given) {
    agentmain(arguments, given);
  }

  private static void serve(Instrumentation given) {
    try {
      while (true) {
        TASKS.take().run(given);
      }
    } catch (InterruptedException e) {
      started = false; // somebody ended it, and from now on loops of libraries are left behind
    }
  }

  private static final class Transformer implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        @Nullable Class<?> type,
        @Nullable ProtectionDomain domain,
        byte[] code) {
      return type != null && WOVEN.containsKey(type) ? Weaver.weaveLibrary(code) : null;
    }
  }

  /**
   * Weaves checkpoints into the classes between a cell's code and what this thread does now, and
   * into what its innermost method calls: a method that runs goes on as it was.
   */
  static synchronized void reach(Thread thread, CellRunner user) throws Exception {
    List<String> names =
        Stream.of(thread.getStackTrace())
            .map(StackTraceElement::getClassName)
            .takeWhile(name -> !name.startsWith("REPL."))
            .toList();
    ask(new Task(names, user, List.of(), new CompletableFuture<>()));
  }

  private static void reach(List<String> names, CellRunner user, Instrumentation given)
      throws IOException, UnmodifiableClassException {
    List<Class<?>> known = List.of(given.getAllLoadedClasses());
    List<Class<?>> called = names.isEmpty() ? List.of() : calledBy(names.get(0), known);
    for (Class<?> type : known) {
      boolean reached =
          names.contains(type.getName()) || called.stream().anyMatch(c -> c.isAssignableFrom(type));
      boolean ours = type == Thread.class || (type.getPackageName() + ".").startsWith(OURS);
      if (reached && !ours && given.isModifiableClass(type)) {
        boolean first = !WOVEN.containsKey(type);
        WOVEN.computeIfAbsent(type, key -> new HashSet<>()).add(user);
        if (first) {
          given.retransformClasses(type);
        }
      }
    }
  }

  /**
   * Gives loaded classes new bodies; fails if anything else about them is new, and in a kernel that
   * was started with the agent, which may not change classes.
   */
  static synchronized void redefine(ClassDefinition... classes) throws Exception {
    ask(new Task(null, null, List.of(classes), new CompletableFuture<>()));
  }

  /** The interfaces whose methods a class calls. */
  private static List<Class<?>> calledBy(String name, List<Class<?>> known) throws IOException {
    Set<String> called = new HashSet<>();
    for (Class<?> type : known) {
      if (type.getName().equals(name)) {
        try (InputStream code =
            type.getModule().getResourceAsStream(name.replace('.', '/') + ".class")) {
          called.addAll(code == null ? Set.of() : Weaver.interfacesCalledBy(code.readAllBytes()));
        }
      }
    }
    return known.stream().filter(type -> called.contains(type.getName())).toList();
  }

  /** Makes the classes what they were, but for those that another session needs. */
  static synchronized void leave(CellRunner user) {
    if (started && WOVEN.values().stream().anyMatch(users -> users.contains(user))) {
      try {
        ask(new Task(null, user, List.of(), new CompletableFuture<>()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void leave(CellRunner user, Instrumentation given)
      throws UnmodifiableClassException {
    List<Class<?>> restored = new ArrayList<>();
    WOVEN.forEach(
        (type, users) -> {
          if (users.remove(user) && users.isEmpty()) {
            restored.add(type);
          }
        });
    restored.forEach(WOVEN::remove);
    if (!restored.isEmpty()) {
      given.retransformClasses(restored.toArray(Class<?>[]::new));
    }
  }

  private static void ask(Task task) throws Exception {
    if (!started) {
      load();
    }
    TASKS.add(task);
    task.done().get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  /** Attaches to this process, as an agent is what Java gives instrumentation to. */
  private static void load() throws Exception {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", Agent.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    manifest.getMainAttributes().putValue("Can-Redefine-Classes", "true");
    Path jar = Files.createTempFile("agent", ".jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    VirtualMachine self = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
    self.loadAgent(jar.toString());
    self.detach();
    Files.delete(jar);
  }
}
