package org.distill4j.distill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.distill4j.internal.CheckedText;
import org.distill4j.internal.Reason;

/**
 * Which shards a folder has, in the order of their names. After a line for people each shard has
 * its own: examples, bytes, SHA-256, name.
 */
final class ShardManifest {

  private static final CheckedText TEXT = new CheckedText("manifest of shards", 1);
  private static final Pattern SHARD =
      Pattern.compile("(\\d{1,10}) (\\d{1,18}) ([0-9a-f]{64}) ([A-Za-z0-9_-][A-Za-z0-9._-]*)");

  private ShardManifest() {}

  static Path in(Path folder) {
    return folder.resolve("manifest.txt");
  }

  /** Names of the shards that are there, whatever the manifest says. */
  static Set<String> present(Path folder) {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(".") && name.endsWith(ShardFile.name("")))
          .forEach(names::add);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the folder %s: %s".formatted(folder, Reason.of(e)), e);
    }
    return names;
  }

  static void write(Path folder, Shards shards) {
    List<String> lines = new ArrayList<>(List.of(shards.toString()));
    for (ShardFile file : shards.files()) {
      lines.add(
          "%d %d %s %s"
              .formatted(
                  file.count(), size(file.path()), file.checksum(), file.path().getFileName()));
    }
    TEXT.write(in(folder), lines);
  }

  /** The shards of a folder, each read to its end and compared with what the manifest says. */
  static List<ShardFile> read(Path folder) {
    Path manifest = in(folder);
    Map<String, Matcher> stated = new LinkedHashMap<>();
    List<String> lines = TEXT.read(manifest);
    for (String line : lines.subList(1, lines.size())) {
      Matcher shard = SHARD.matcher(line);
      if (!shard.matches()) {
        throw TEXT.damaged(manifest, "'%s' is no line for a shard".formatted(line));
      }
      stated.put(shard.group(4), shard);
    }
    if (stated.isEmpty()) {
      throw TEXT.damaged(manifest, "it names no shard");
    }
    for (String name : present(folder)) {
      if (!stated.containsKey(name)) {
        throw new IllegalArgumentException(
            "%s is not in the manifest of its folder: remove it, or finish writing"
                .formatted(folder.resolve(name)));
      }
    }
    stated.forEach((name, shard) -> requireSize(folder.resolve(name), shard));
    List<ShardFile> files =
        ShardFile.verified(stated.keySet().stream().map(folder::resolve).toList());
    for (ShardFile file : files) {
      requireStated(file, stated);
    }
    return files;
  }

  private static void requireSize(Path path, Matcher stated) {
    if (size(path) != Long.parseLong(stated.group(2))) {
      throw new IllegalArgumentException(
          "%s is not the shard of the manifest: it has %,d bytes instead of %,d"
              .formatted(path, size(path), Long.parseLong(stated.group(2))));
    }
  }

  private static void requireStated(ShardFile file, Map<String, Matcher> all) {
    Matcher stated = all.get(file.path().getFileName().toString());
    if (file.checksum().equals(stated.group(3))
        && file.count() == Long.parseLong(stated.group(1))) {
      return;
    }
    String other =
        all.values().stream()
            .filter(shard -> shard.group(3).equals(file.checksum()))
            .map(shard -> "that of " + shard.group(4))
            .findFirst()
            .orElse("another checksum");
    throw new IllegalArgumentException(
        "%s is not the shard of the manifest: it has %s".formatted(file.path(), other));
  }

  static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UncheckedIOException("there is no shard " + path, e);
    }
  }
}
