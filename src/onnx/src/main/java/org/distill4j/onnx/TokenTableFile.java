package org.distill4j.onnx;

import java.nio.file.Path;
import org.distill4j.internal.CheckedFile;

/**
 * The file of a table of token vectors, a {@link CheckedFile}: the number of tokens and of the
 * numbers of each, then for every token its id, its text and its numbers.
 */
final class TokenTableFile {

  private static final CheckedFile FORMAT = new CheckedFile("token table", 1);

  private TokenTableFile() {}

  static void write(Path file, WordPiece tokenizer, int[] ids, float[] vectors) {
    int width = vectors.length / ids.length;
    FORMAT.write(
        file,
        out -> {
          out.writeInt(ids.length);
          out.writeInt(width);
          for (int i = 0; i < ids.length; i++) {
            out.writeInt(ids[i]);
            out.writeUTF(tokenizer.token(ids[i]));
            for (int j = 0; j < width; j++) {
              out.writeFloat(vectors[i * width + j]);
            }
          }
        });
  }

  static TokenTable read(Path file, WordPiece tokenizer) {
    return FORMAT.read(
        file,
        in -> {
          int[] ids = new int[in.readInt()];
          int width = in.readInt();
          float[] vectors = new float[Math.multiplyExact(ids.length, width)];
          for (int i = 0; i < ids.length; i++) {
            ids[i] = in.readInt();
            String token = in.readUTF();
            if (ids[i] >= tokenizer.size() || !tokenizer.token(ids[i]).equals(token)) {
              throw new IllegalArgumentException(
                  "its token %d is '%s', but the tokenizer has another".formatted(ids[i], token));
            }
            for (int j = 0; j < width; j++) {
              vectors[i * width + j] = in.readFloat();
            }
          }
          return new TokenTable(tokenizer, ids, vectors, width);
        });
  }
}
