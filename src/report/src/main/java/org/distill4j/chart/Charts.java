package org.distill4j.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.metrics.Metrics;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.train.History;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The pictures of the course; each carries a text that says what it shows. */
public final class Charts {

  private Charts() {}

  /**
   * What a classifier thinks of one example, softened more and more: bars of the softmax at several
   * temperatures side by side, on one axis.
   *
   * @param logits scores of the example {@code [1, C]}; not modified
   * @param classes names of the classes, in the order of the logits
   * @param temperatures at least one, each above 0 and finite
   * @return the figure; its series are the probabilities, one series for each temperature
   * @throws IllegalArgumentException if the logits are not one finite row of C, or a temperature is
   *     not above 0 and finite
   */
  public static Figure softTargets(INDArray logits, List<String> classes, double... temperatures) {
    return new SoftTargetBars(logits, classes, temperatures).draw(false);
  }

  /**
   * As {@link #softTargets}, on a logarithmic axis, where the small probabilities can be seen;
   * those below 10⁻¹² have no bar.
   *
   * @param logits scores of the example {@code [1, C]}; not modified
   * @param classes names of the classes, in the order of the logits
   * @param temperatures at least one, each above 0 and finite
   * @return the figure; its series are the probabilities, one series for each temperature
   * @throws IllegalArgumentException as {@link #softTargets} does
   */
  public static Figure softTargetsLog(
      INDArray logits, List<String> classes, double... temperatures) {
    return new SoftTargetBars(logits, classes, temperatures).draw(true);
  }

  /**
   * Images of a data set, each with the name of its class.
   *
   * @param data a set of images; an unlabelled one shows positions in place of classes
   * @param rows positions from 0 to {@code data.size() - 1}, at least one
   * @return the figure
   * @throws IllegalArgumentException if the examples are no images or a position does not exist
   */
  public static Figure digits(Dataset data, int... rows) {
    return digits(
        data,
        rows,
        row -> data.labelled() ? data.classes().get(data.label(row)) : Integer.toString(row));
  }

  /**
   * Images of a data set with captions of one's own.
   *
   * @param data a set of images
   * @param rows positions from 0 to {@code data.size() - 1}, at least one
   * @param caption what to write below the image at a position; may have several lines
   * @return the figure
   * @throws IllegalArgumentException if the examples are no images or a position does not exist
   */
  public static Figure digits(Dataset data, int[] rows, IntFunction<String> caption) {
    return digits(data, rows, Arrays.stream(rows).mapToObj(caption).toList());
  }

  /**
   * Images of a data set with captions of one's own.
   *
   * @param data a set of images
   * @param rows positions from 0 to {@code data.size() - 1}, at least one
   * @param captions one for each row; may have several lines
   * @return the figure
   * @throws IllegalArgumentException if the examples are no images, a position does not exist, or
   *     there are more or fewer captions than rows
   */
  public static Figure digits(Dataset data, int[] rows, List<String> captions) {
    return Digits.draw(data, rows, captions);
  }

  /**
   * Begins a picture of one image, drawn large, with what models answer beside it.
   *
   * @param data a set of images of at most 20 classes
   * @param row the position of the image, from 0 to {@code data.size() - 1}
   * @return a picture to which one to four answers are added before it is drawn
   * @throws IllegalArgumentException if the examples are no images, the classes too many, or the
   *     position does not exist
   */
  public static Answers answers(Dataset data, int row) {
    return new Answers(data, row);
  }

  /**
   * Begins the drawing of distillation, with the numbers of one image in it.
   *
   * @param data a set of images of at most 20 classes
   * @param row the position of the image, from 0 to {@code data.size() - 1}
   * @param temperature above 0 and finite
   * @param teacher asked about the image
   * @param student asked about the image
   * @return a drawing whose parts can be lit before it is drawn
   * @throws IllegalArgumentException if the examples are no images, the classes too many, the
   *     position does not exist, the temperature is none, or a model has other classes
   */
  public static Flow flow(
      Dataset data, int row, double temperature, Classifier teacher, Classifier student) {
    return new Flow(data, row, temperature, teacher, student);
  }

  /**
   * Begins a drawing of fully connected networks on one scale.
   *
   * @return a drawing to which one to four networks are added before it is drawn
   */
  public static Networks networks() {
    return new Networks();
  }

  /**
   * How runs went: training loss and, where it is known, validation accuracy over the epochs.
   *
   * @param runs by name, in the order of the legend; at least one, each with a finished epoch
   * @return the figure; its series are the losses, then the accuracies in percent
   * @throws IllegalArgumentException if there is no run, or one without an epoch
   */
  public static Figure curves(Map<String, History> runs) {
    return new Curves(runs).draw();
  }

  /**
   * Begins a chart of lines: any quantity against any other, with the spread over several runs.
   *
   * @param title what the chart shows
   * @return a chart to which axes and lines are added before it is drawn
   */
  public static Lines lines(String title) {
    return new Lines(title);
  }

  /**
   * Begins a chart of rows: a dot for each run of each thing compared, and a bar at their mean.
   *
   * @param title what the chart shows
   * @return a chart to which rows are added before it is drawn
   */
  public static Dots dots(String title) {
    return new Dots(title);
  }

  /**
   * The dark knowledge of a teacher: how probable it finds each class, on average over the examples
   * of each true class. Colours are logarithmic and leave out the diagonal.
   *
   * @param meanSoftTargets {@code [C, C]}, a row for each true class; not modified
   * @param classes names of the C classes
   * @return the figure; its series are the rows
   * @throws IllegalArgumentException if the shape does not fit or a value is not finite
   */
  public static Figure darkKnowledge(INDArray meanSoftTargets, List<String> classes) {
    return heatMap("Mean soft target of each class", meanSoftTargets, classes)
        .rows("true class")
        .columns("mean probability of class")
        .log()
        .maskDiagonal()
        .draw();
  }

  /**
   * Begins a heat map of classes against classes.
   *
   * @param title what the matrix holds
   * @param matrix {@code [C, C]}; not modified
   * @param classes names of the C classes
   * @return a chart whose axes can be named before it is drawn
   * @throws IllegalArgumentException if the shape does not fit or a value is not finite
   */
  public static HeatMap heatMap(String title, INDArray matrix, List<String> classes) {
    return heatMap(title, matrix).rows("row", classes).columns("column", classes);
  }

  /**
   * Begins a heat map of anything against anything, such as temperatures against weights.
   *
   * @param title what the matrix holds
   * @param matrix {@code [rows, columns]}, finite; not modified
   * @return a chart whose rows and columns can be named before it is drawn
   * @throws IllegalArgumentException if it is no matrix or a value is not finite
   */
  public static HeatMap heatMap(String title, INDArray matrix) {
    return new HeatMap(title, matrix);
  }

  /**
   * What a linear classifier of images looks for: its weights, one image for each class.
   *
   * @param weights {@code [d, C]}, finite; not modified
   * @param classes names of the C classes
   * @param shape how a column is read as an image, of one channel
   * @return the figure; its series are the weights of each class
   * @throws IllegalArgumentException if the shapes do not fit or a weight is not finite
   */
  public static Figure weights(INDArray weights, List<String> classes, ImageShape shape) {
    return WeightImages.OF_CLASSES.draw(weights, classes, shape);
  }

  /**
   * What nodes of a soft decision tree look for in images: their filters, one image each. Ink where
   * an image is blue sends an example to the right, ink where it is vermillion to the left.
   *
   * @param filters {@code [d, nodes]}, finite; not modified
   * @param names what to write below each image; may have several lines
   * @param shape how a column is read as an image, of one channel
   * @return the figure; its series are the weights of each filter
   * @throws IllegalArgumentException if the shapes do not fit or a weight is not finite
   */
  public static Figure filters(INDArray filters, List<String> names, ImageShape shape) {
    return WeightImages.OF_FILTERS.draw(filters, names, shape);
  }

  /**
   * A soft decision tree of images as a tree: filters above, leaves below. Ink where a filter is
   * blue sends an example to the right, ink where it is vermillion to the left; each filter has a
   * colour scale of its own, so that pale ones can be read, too.
   *
   * @param filters {@code [d, n - 1]}, finite, from the root on, below node i are 2i + 1 and 2i +
   *     2; not modified
   * @param leaves names of the n leaves from left to right, n = 2, 4, 8 or 16
   * @param shape how a column is read as an image, of one channel
   * @return the figure; its series are the weights of each filter
   * @throws IllegalArgumentException if the shapes do not fit or a weight is not finite
   */
  public static Figure filterTree(INDArray filters, List<String> leaves, ImageShape shape) {
    return new FilterTree(filters, leaves, shape).draw();
  }

  /**
   * How far classifiers can be believed: their accuracy against the confidence they claim, in the
   * bins of {@link Metrics#bins}, above the number of examples in each.
   *
   * @param models metrics by name, one to four
   * @return the figure; its series are the accuracy of the bins against their mean confidence
   * @throws IllegalArgumentException if there is no model or more than four
   */
  public static Figure reliability(Map<String, Metrics> models) {
    return new Reliability(models).draw();
  }
}
