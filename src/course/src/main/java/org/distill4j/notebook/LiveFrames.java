package org.distill4j.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.distill4j.chart.Figure;

/** The frames of a {@link LiveFigure}, one for each position of its slider. */
public final class LiveFrames {

  private final String title;
  private final boolean bars;
  private final List<String> places;
  private final List<Double> positions = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<double[][]> frames = new ArrayList<>();
  private final List<double[][]> pictures = new ArrayList<>();
  private List<String> series = List.of("");
  private String x = "";
  private String y = "";
  private String slider = "";
  private boolean logX;

  LiveFrames(String title, boolean bars, List<String> places) {
    if (places.size() < (bars ? 1 : 2)) {
      throw new IllegalArgumentException(
          "the live chart '%s' needs %s"
              .formatted(title, bars ? "at least one bar" : "lines of at least two points"));
    }
    this.title = title;
    this.bars = bars;
    this.places = List.copyOf(places);
  }

  /**
   * Says what the horizontal axis measures; must be called.
   *
   * @param title with the unit, if there is one
   * @return this
   */
  public LiveFrames x(String title) {
    x = title;
    return this;
  }

  /**
   * Makes the horizontal axis of lines logarithmic, as suits temperatures.
   *
   * @return this
   * @throws IllegalArgumentException if the first x is not above 0
   */
  public LiveFrames logX() {
    if (bars || Double.parseDouble(places.get(0)) <= 0) {
      throw new IllegalArgumentException(
          "a logarithmic x must be above 0, but '%s' begins with %s"
              .formatted(title, places.get(0)));
    }
    logX = true;
    return this;
  }

  /**
   * Says what the vertical axis measures; must be called.
   *
   * @param title with the unit, if there is one
   * @return this
   */
  public LiveFrames y(String title) {
    y = title;
    return this;
  }

  /**
   * Says what the slider changes; must be called.
   *
   * @param name as in {@code "temperature T"}
   * @return this
   */
  public LiveFrames slider(String name) {
    slider = name;
    return this;
  }

  /**
   * Names what is compared; without a call each frame has one nameless series.
   *
   * @param names one to five, for the legend, before the first frame
   * @return this
   * @throws IllegalArgumentException if the names are none or more than five
   */
  public LiveFrames series(String... names) {
    if (names.length < 1 || names.length > 5 || !frames.isEmpty()) {
      throw new IllegalArgumentException(
          "series must have one to five names before the first frame, but have %d after %d frames"
              .formatted(names.length, frames.size()));
    }
    series = List.of(names);
    return this;
  }

  /**
   * Adds what is drawn at the next position of the slider.
   *
   * @param at the slider's value, finite; no other frame has it
   * @param note what to say beside it, such as {@code "entropy 0.53 nats"}; may be empty
   * @param values one array for each series, with a finite number for each bar or point; shown with
   *     four digits
   * @return this
   * @throws IllegalArgumentException if {@code at} is taken or not finite, or the values are more,
   *     fewer or not finite
   */
  public LiveFrames frame(double at, String note, double[]... values) {
    String name = "frame %s of '%s'".formatted(at, title);
    if (!Double.isFinite(at) || positions.contains(at)) {
      throw new IllegalArgumentException(
          name + (Double.isFinite(at) ? " is there already" : " must have a finite position"));
    }
    if (values.length != series.size()) {
      throw new IllegalArgumentException(
          "%s must have %d series, but has %d".formatted(name, series.size(), values.length));
    }
    for (double[] row : values) {
      if (row.length != places.size() || !Arrays.stream(row).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "%s must have %d finite numbers, but has %s"
                .formatted(name, places.size(), Arrays.toString(row)));
      }
    }
    positions.add(at);
    notes.add(note);
    frames.add(Arrays.stream(values).map(double[]::clone).toArray(double[][]::new));
    return this;
  }

  /**
   * Adds a frame with a picture beside its bars or lines; then all frames must have one.
   *
   * @param at as above
   * @param note as above
   * @param pixels rows of the picture, from 0 for white to 1 for black; what lies outside is cut;
   *     sixteen levels are shown
   * @param values as above
   * @return this
   * @throws IllegalArgumentException as above, or if the picture has another size than the first
   */
  public LiveFrames frame(double at, String note, double[][] pixels, double[]... values) {
    if (pixels.length == 0 || Arrays.stream(pixels).anyMatch(r -> r.length != pixels[0].length)) {
      throw new IllegalArgumentException("pixels must be rows of one length");
    }
    if (!pictures.isEmpty() && size(pixels) != size(pictures.get(0))) {
      throw new IllegalArgumentException(
          "the picture of frame %s must have %d pixels as the first, but has %d"
              .formatted(at, size(pictures.get(0)), size(pixels)));
    }
    frame(at, note, values);
    pictures.add(Arrays.stream(pixels).map(double[]::clone).toArray(double[][]::new));
    return this;
  }

  private static int size(double[][] pixels) {
    return pixels.length * pixels[0].length;
  }

  /**
   * Ends the figure with where it starts. Where scripts are not allowed there is a chart of that
   * frame.
   *
   * @param at the slider's value at the start
   * @return what {@code show} shows
   * @throws IllegalStateException as below
   * @throws IllegalArgumentException as below
   */
  public LiveFigure start(double at) {
    require(at);
    int frame = positions.indexOf(at);
    String heading = "%s, %s = %s".formatted(title, slider, LiveJson.number(at));
    String below = notes.get(frame).isEmpty() ? x : "%s (%s)".formatted(x, notes.get(frame));
    Figure chart = new Still(heading, below, y, places, series).draw(bars, logX, frames.get(frame));
    return start(at, pictures.isEmpty() ? chart : Still.beside(pictures.get(frame), chart));
  }

  /**
   * Ends the figure with where it starts, and with a chart of one's own for that frame.
   *
   * @param at the slider's value at the start
   * @param still the chart of that frame, for where scripts are not allowed
   * @return what {@code show} shows
   * @throws IllegalStateException if an axis or the slider has no name, or there are fewer than two
   *     frames, or some have a picture and some have none
   * @throws IllegalArgumentException if no frame has that position, the chart has no words for
   *     people who cannot see it, or all is too much for a notebook (15,000 bytes)
   */
  public LiveFigure start(double at, Figure still) {
    require(at);
    if (still.alt().isBlank()) {
      throw new IllegalArgumentException("alt of the chart must say what it shows, but is blank");
    }
    return new LiveFigure(json(positions.indexOf(at)), still);
  }

  private void require(double at) {
    if (x.isBlank() || y.isBlank() || slider.isBlank() || frames.size() < 2) {
      throw new IllegalStateException(
          "the live chart '%s' needs x(), y(), slider() and at least two frames, and has %d"
              .formatted(title, frames.size()));
    }
    if (!pictures.isEmpty() && pictures.size() != frames.size()) {
      throw new IllegalStateException(
          "all frames of '%s' need a picture, or none, but %d of %d have one"
              .formatted(title, pictures.size(), frames.size()));
    }
    if (!positions.contains(at)) {
      throw new IllegalArgumentException(
          "'%s' must start at one of %s, but shall at %s".formatted(title, positions, at));
    }
  }

  private String json(int start) {
    LiveJson json = new LiveJson().text("title", title).value("bars", bars).value("logX", logX);
    if (bars) {
      json.texts("places", places);
    } else {
      json.value("places", places);
    }
    json.text("x", x).text("y", y).text("slider", slider).texts("series", series);
    json.value("start", start).numbers("ticks", LiveJson.ticks(bars, frames));
    if (!pictures.isEmpty()) {
      json.value("width", pictures.get(0)[0].length);
    }
    List<LiveJson> shots = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      LiveJson shot = new LiveJson().text("at", LiveJson.number(positions.get(i)));
      shot.text("note", notes.get(i)).rows("values", frames.get(i));
      shots.add(pictures.isEmpty() ? shot : shot.pixels("image", pictures.get(i)));
    }
    return json.value("frames", shots).toString();
  }
}
