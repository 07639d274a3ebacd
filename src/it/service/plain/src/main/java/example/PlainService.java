package example;

import com.acme.PointStudent;
import java.io.IOException;

/** A service whose student is a class: no native library, no other jar. */
public final class PlainService {

  public static void main(String[] args) throws IOException, InterruptedException {
    Service.tryOut(PlainService::answer, 1_000_000);
  }

  private static byte[] answer(byte[] body) {
    float[] features = Point.features(body);
    int found = PointStudent.predict(features);
    float probability = PointStudent.probabilities(features)[found];
    return Point.json(PointStudent.NAMES.get(found), probability);
  }
}
