package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.distill4j.chart.Charts;
import org.distill4j.data.Dataset;
import org.distill4j.loss.SoftTargets;
import org.distill4j.model.Teacher;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The moving picture of the README, soft targets from T = 0.5 to 40. It is made again in {@code
 * src/course/target/temperature.gif}, to be copied to {@code notebooks/images} if the chart
 * changes.
 */
class TemperatureGifTest {

  private static final int FRAMES = 24;
  private static final int DIGIT = 4_205;
  private static final int MOST_BYTES = 300_000;
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private static double temperature(int frame) {
    return 0.5 * Math.pow(80, frame / (FRAMES - 1.0));
  }

  @Test
  void thePictureOfTheReadmeIsThatOfTheCharts() throws IOException {
    Path made = Path.of("src/course/target/temperature.gif");
    write(made);
    Path kept = Path.of("notebooks/images/temperature.gif");
    assertEquals(frames(made), frames(kept));
    assertTrue(Files.size(kept) < MOST_BYTES, () -> kept + " is too large");
  }

  private static void write(Path file) throws IOException {
    Dataset test = Mnist.load().test();
    Teacher teacher = MnistTeacher.load();
    INDArray v = teacher.logits(test.features(DIGIT));
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < FRAMES; i++) {
        String name = "teacher, T = %.1f".formatted(temperature(i));
        INDArray p = SoftTargets.softmax(v, temperature(i));
        add(writer, Charts.answers(test, DIGIT).of(name, p).draw().image(), i);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  /** Adds a picture that is shown for 150 ms, the first and the last for a second. */
  private static void add(ImageWriter writer, BufferedImage image, int frame) throws IOException {
    BufferedImage indexed = indexed(image);
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(indexed), null);
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    IIOMetadataNode control =
        (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    control.setAttribute("delayTime", frame % (FRAMES - 1) == 0 ? "100" : "15");
    IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
    IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
    loop.setAttribute("applicationID", "NETSCAPE");
    loop.setAttribute("authenticationCode", "2.0");
    loop.setUserObject(new byte[] {1, 0, 0}); // forever
    extensions.appendChild(loop);
    root.appendChild(extensions);
    metadata.setFromTree(FORMAT, root);
    writer.writeToSequence(new IIOImage(indexed, null, metadata), null);
  }

  /** The picture with 16 levels of each color, since dots of mixed colors make a large file. */
  private static BufferedImage indexed(BufferedImage image) {
    Map<Integer, Integer> colors = new LinkedHashMap<>();
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      int coarse = pixels[i] & 0xf0f0f0;
      pixels[i] = colors.computeIfAbsent(coarse | coarse >> 4, color -> colors.size());
    }
    int[] table = colors.keySet().stream().mapToInt(color -> color).toArray();
    IndexColorModel model =
        new IndexColorModel(8, table.length, table, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage indexed =
        new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    indexed.getRaster().setPixels(0, 0, width, image.getHeight(), pixels);
    return indexed;
  }

  /** Number and size of the pictures in a file. */
  private static String frames(Path file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      return "%d of %d x %d"
          .formatted(reader.getNumImages(true), reader.getWidth(0), reader.getHeight(0));
    } finally {
      reader.dispose();
    }
  }
}
