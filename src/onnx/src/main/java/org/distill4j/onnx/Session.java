package org.distill4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/**
 * A model that is loaded, for calls from several threads at once. Each call stays in its thread:
 * ONNX Runtime starts none of its own, which would wait for work in busy loops beside ND4J's.
 */
final class Session implements AutoCloseable {

  private static final Pattern CODE =
      Pattern.compile("^Error code - \\w+ - message: (Load model from .* failed:)?");
  private static final Pattern PLACE =
      Pattern.compile("/\\S+\\.(cc|h):\\d+ [^(]*\\([^)]*\\)( const)?");

  /** Begins the names of the operators that quantize all of a call's numbers on one scale. */
  private static final String QUANTIZES = "DynamicQuantize";

  final OnnxFile file;
  final boolean quantizes;
  private final OrtSession session;

  /** Calls read, {@link #close} writes: native memory is not freed below a call. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  private Session(OnnxFile file, OrtSession session) {
    this.file = file;
    this.session = session;
    this.quantizes = file.contains(QUANTIZES);
  }

  /** What is put in. */
  @FunctionalInterface
  interface Given {

    /** For each input. */
    Map<String, OnnxTensor> tensors() throws OrtException;
  }

  /** What is made of the answers of a call. */
  @FunctionalInterface
  interface Answered<T> {

    /** Reads the answers, which are freed afterwards. */
    T read(OrtSession.Result answers) throws OrtException;
  }

  static Session open(OnnxFile file) {
    Natives.environment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return new Session(file, file.session(options));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not know an option: " + e, e);
    }
  }

  Collection<NodeInfo> inputs() {
    try {
      return session.getInputInfo().values();
    } catch (OrtException e) {
      throw file.wrong(reason(e));
    }
  }

  Collection<NodeInfo> outputs() {
    try {
      return session.getOutputInfo().values();
    } catch (OrtException e) {
      throw file.wrong(reason(e));
    }
  }

  /**
   * Asks for some outputs.
   *
   * @param given what is put in; freed afterwards
   */
  <T> T call(Given given, Set<String> outputs, Answered<T> answered) {
    lock.readLock().lock();
    try {
      requireOpen();
      Map<String, OnnxTensor> tensors = given.tensors();
      try (OrtSession.Result answers = session.run(tensors, outputs)) {
        return answered.read(answers);
      } finally {
        tensors.values().forEach(OnnxTensor::close);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("%s cannot answer: %s".formatted(file.name(), reason(e)), e);
    } finally {
      lock.readLock().unlock();
    }
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(file.name() + " was closed and gives no more answers");
    }
  }

  /** What ONNX Runtime says, without its codes and the places in its own source. */
  static String reason(OrtException e) {
    String text = String.valueOf(e.getMessage());
    return PLACE.matcher(CODE.matcher(text).replaceFirst("")).replaceAll("").strip();
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException(
          "%s cannot be closed: %s".formatted(file.name(), reason(e)), e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
