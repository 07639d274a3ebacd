package org.distill4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a model is: a file, or a resource of the class path.
 *
 * @param name for errors
 * @param path of a file; null for a resource
 * @param url of a resource; null for a file
 */
record OnnxFile(String name, @Nullable Path path, @Nullable URL url) {

  static OnnxFile at(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new UncheckedIOException(
          "there is no file " + path, new NoSuchFileException(path.toString()));
    }
    return new OnnxFile(path.toString(), path, null);
  }

  /** A resource by its whole name, without a slash in front. */
  static OnnxFile resource(String name) {
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    URL url = own == null ? null : own.getResource(name);
    if (url == null) {
      url = OnnxFile.class.getClassLoader().getResource(name);
    }
    if (url == null) {
      throw new UncheckedIOException(
          "there is no resource %s on the class path".formatted(name),
          new NoSuchFileException(name));
    }
    return new OnnxFile(name, null, url);
  }

  InputStream open() throws IOException {
    return url == null ? Files.newInputStream(path) : url.openStream();
  }

  long bytes() {
    try {
      return url == null ? Files.size(path) : url.openConnection().getContentLengthLong();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  OrtSession session(SessionOptions options) {
    try {
      OrtEnvironment runtime = Natives.environment();
      if (url == null) {
        return runtime.createSession(path.toString(), options);
      }
      try (InputStream in = open()) {
        return runtime.createSession(in.readAllBytes(), options);
      }
    } catch (OrtException e) {
      throw refused(e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Whether the file has a word in it, such as the name of an operator.
   *
   * @param word whose first letter is nowhere else in it
   */
  boolean contains(String word) {
    byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = open()) {
      byte[] piece = new byte[1 << 16];
      int matched = 0;
      for (int length = in.read(piece); length > 0; length = in.read(piece)) {
        for (int i = 0; i < length; i++) {
          matched = piece[i] == wanted[matched] ? matched + 1 : piece[i] == wanted[0] ? 1 : 0;
          if (matched == wanted.length) {
            return true;
          }
        }
      }
      return false;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("%s: %s".formatted(name, why));
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("cannot read %s: %s".formatted(name, e), e);
  }

  /** What ONNX Runtime does not load; its sentence says which operator it does not know, say. */
  private IllegalArgumentException refused(OrtException e) {
    String why =
        switch (e.getCode()) {
          case ORT_INVALID_PROTOBUF, ORT_NO_MODEL -> "is no ONNX file, or damaged";
          case ORT_NOT_IMPLEMENTED -> "needs an operator that ONNX Runtime does not have";
          default -> "cannot be loaded by ONNX Runtime";
        };
    return new IllegalArgumentException("%s %s: %s".formatted(name, why, Session.reason(e)), e);
  }
}
