package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.distill4j.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProtocolTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = new KernelProcess();
  }

  @AfterAll
  static void end() {
    kernel.close();
  }

  @Test
  void saysWhatItIs() {
    JsonObject info = kernel.ask(kernel.shell, "kernel_info_request").reply();
    assertEquals("ok", Json.text(info, "status"));
    assertEquals("5.4", Json.text(info, "protocol_version"));
    assertEquals("java", Json.text(info.getAsJsonObject("language_info"), "name"));
    assertEquals(".java", Json.text(info.getAsJsonObject("language_info"), "file_extension"));
  }

  @Test
  void dropsAMessageWithABadSignatureAndAnswersTheNext() {
    JsonObject other =
        Json.object(
            "key", "wrong", "signature_scheme", "hmac-sha256", "ip", "", "transport", "tcp");
    Message forged = Message.NONE.reply("execute_request", Json.object("code", "int forged = 1;"));
    new Wire(new Connection(other)).send(kernel.shell, forged);
    kernel.shell.send("not even a message");
    assertEquals("2", kernel.value("1 + 1"));
    assertEquals("error", kernel.run("forged").status());
  }

  @Test
  void countsStoredCellsOnly() {
    int count = kernel.run("1").count();
    Answer silent =
        kernel.ask(
            kernel.shell, "execute_request", "code", "System.out.println(2); 3", "silent", true);
    assertEquals(count, silent.count());
    assertEquals(List.of(), silent.published());
    Answer unstored =
        kernel.ask(kernel.shell, "execute_request", "code", "4", "store_history", false);
    assertEquals(count, unstored.count());
    assertEquals("4", unstored.result());
    assertEquals(count + 1, kernel.run("5").count());
  }

  @Test
  void abortsCellsThatWaitBehindAnError() {
    Message slow = kernel.start("Thread.sleep(500); throw new RuntimeException(\"no\");");
    Message waiting = kernel.send(kernel.shell, "execute_request", Json.object("code", "1"));
    assertEquals("error", Json.text(kernel.replyTo(kernel.shell, slow), "status"));
    assertEquals("aborted", Json.text(kernel.replyTo(kernel.shell, waiting), "status"));
    assertEquals("7", kernel.value("7"));
  }

  @Test
  void goesOnBehindAnErrorIfAskedTo() {
    var failing =
        Json.object(
            "code", "Thread.sleep(300); throw new RuntimeException();", "stop_on_error", false);
    Message slow = kernel.send(kernel.shell, "execute_request", failing);
    Message waiting = kernel.send(kernel.shell, "execute_request", Json.object("code", "1"));
    assertEquals("error", Json.text(kernel.replyTo(kernel.shell, slow), "status"));
    assertEquals("ok", Json.text(kernel.replyTo(kernel.shell, waiting), "status"));
  }

  @Test
  void evaluatesUserExpressions() {
    var expressions = Json.object("sum", "1 + 2", "bad", "nothingOfThatName");
    Answer answer =
        kernel.ask(kernel.shell, "execute_request", "code", "", "user_expressions", expressions);
    JsonObject results = answer.reply().getAsJsonObject("user_expressions");
    assertEquals(
        "3", Json.text(results.getAsJsonObject("sum").getAsJsonObject("data"), "text/plain"));
    assertEquals("CompilationError", Json.text(results.getAsJsonObject("bad"), "ename"));
  }

  @Test
  void namesTheExceptionInReplyAndBroadcast() {
    Answer answer = kernel.run("throw new IllegalStateException(\"too late\");");
    JsonObject published = answer.contents("error").get(0);
    for (JsonObject error : List.of(answer.reply(), published)) {
      assertEquals("java.lang.IllegalStateException", Json.text(error, "ename"));
      assertEquals("too late", Json.text(error, "evalue"));
      assertFalse(error.getAsJsonArray("traceback").isEmpty());
    }
  }

  @Test
  void asksForInputOnlyWhereAllowed() {
    String code = "new java.util.Scanner(System.in).nextLine().length()";
    assertEquals("error", kernel.run(code).status());
    var content = Json.object("code", code, "allow_stdin", true);
    Message request = kernel.send(kernel.shell, "execute_request", content);
    assertEquals("input_request", kernel.receive(kernel.stdin).type());
    kernel.send(kernel.stdin, "input_reply", Json.object("value", "Zoë"));
    assertEquals("3", kernel.answer(kernel.shell, request).result());
  }

  @Test
  void servesControlAndHeartbeatWhileACellRuns() {
    Message cell = kernel.start("Thread.sleep(1500)");
    JsonObject info =
        kernel.replyTo(
            kernel.control, kernel.send(kernel.control, "kernel_info_request", new JsonObject()));
    assertEquals("ok", Json.text(info, "status"));
    kernel.heartbeat.send("beat");
    assertEquals("beat", kernel.heartbeat.recvStr());
    assertEquals("ok", kernel.answer(kernel.shell, cell).status());
  }

  @Test
  void tellsWhetherCodeIsComplete() {
    assertEquals("complete", isComplete("int a = 1;"));
    assertEquals("complete", isComplete("// nothing"));
    assertEquals("invalid", isComplete("int = 1;"));
    assertEquals("incomplete", isComplete("for (int i = 0; i < 3; i++) {"));
    JsonObject loop =
        kernel.ask(kernel.shell, "is_complete_request", "code", "  while (true) {").reply();
    assertEquals("      ", Json.text(loop, "indent"));
  }

  private static String isComplete(String code) {
    return Json.text(
        kernel.ask(kernel.shell, "is_complete_request", "code", code).reply(), "status");
  }

  @Test
  void remembersWhatWasRun() {
    kernel.run("int first = 1;");
    kernel.run("int second = 2;");
    assertEquals("[\"int second = 2;\"]", history("hist_access_type", "tail", "n", 1));
    assertEquals(
        "[\"int first = 1;\"]", history("hist_access_type", "search", "pattern", "*first*"));
    assertTrue(history("hist_access_type", "range", "start", 0, "stop", 1000).contains("second"));
  }

  private static String history(Object... content) {
    JsonObject reply = kernel.ask(kernel.shell, "history_request", content).reply();
    List<String> cells = new java.util.ArrayList<>();
    reply.getAsJsonArray("history").forEach(e -> cells.add(e.getAsJsonArray().get(2).toString()));
    return cells.toString();
  }

  @Test
  void hasNoComms() {
    JsonObject reply = kernel.ask(kernel.shell, "comm_info_request").reply();
    assertEquals(Set.of(), reply.getAsJsonObject("comms").keySet());
    Message open =
        kernel.send(kernel.shell, "comm_open", Json.object("comm_id", "c", "target_name", "t"));
    Message message = kernel.receive(kernel.iopub);
    while (!message.type().equals("comm_close")) {
      message = kernel.receive(kernel.iopub);
    }
    assertEquals(Json.text(open.header(), "msg_id"), Json.text(message.parent(), "msg_id"));
  }

  @Test
  void ignoresMessagesThatItDoesNotKnow() {
    kernel.send(kernel.shell, "dance_request", new JsonObject());
    kernel.send(kernel.shell, "execute_request", new JsonObject());
    assertEquals("1", kernel.value("1"));
  }
}
