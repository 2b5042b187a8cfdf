package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages of the app robot over the new gateway: to people in private and to groups, without mentions [KB 0714, 0716]. */
final class AppRobotApi {
    private static final int MOST_BYTES = 15_000;
    private static final String TO_PEOPLE = "/v1.0/robot/oToMessages/batchSend";
    private static final String TO_GROUP = "/v1.0/robot/groupMessages/send";
    private final Chats chats;
    private final Questions questions;
    private final Watch watch;

    AppRobotApi(Chats chats, Questions questions, Watch watch) {
        this.chats = chats;
        this.questions = questions;
        this.watch = watch;
    }

    List<Api> all() {
        return List.of(
                Api.post(TO_PEOPLE, this::toPeople, "robotCode", "userIds", "msgKey", "msgParam"),
                Api.post(
                        TO_GROUP,
                        this::toGroup,
                        "robotCode",
                        "openConversationId",
                        "msgKey",
                        "msgParam",
                        "coolAppCode"));
    }

    /** 20 people; those who do not exist come back in a good answer [KB 0714]. */
    private ObjectNode toPeople(Request request) {
        checkRobot(request);
        List<String> users = request.params().array("userIds", 20);
        ChatMessage message = message(request);
        ObjectNode answer = Json.object().put("processQueryKey", "pqk-" + System.nanoTime());
        ArrayNode invalid = answer.putArray("invalidStaffIdList");
        answer.putArray("flowControlledStaffIdList");
        boolean taken = false;
        for (String id : users) {
            Person person = request.company().person(id);
            if (person == null || !person.knownToAttendance()) {
                invalid.add(id);
            } else {
                questions.answerTo(id);
                chats.add(privateWith(request, id), message);
                taken = true;
            }
        }
        if (taken) {
            watch.tell(TO_PEOPLE, Phase.TAKEN);
        }
        return answer;
    }

    private static Conversation privateWith(Request request, String userId) {
        return request.company().conversations().with(request.company().askers().of(userId));
    }

    /** Only groups, and only those in which the robot is. Ids in the text stay text: nobody is mentioned [KB-GUIDE 0079]. */
    private ObjectNode toGroup(Request request) {
        checkRobot(request);
        if (!request.params().has("openConversationId")) {
            throw Refusal.modern(400, "miss.openConversationId", "缺少 openConversationId");
        }
        ChatMessage message = message(request);
        Conversation group =
                request.company().conversations().group(request.params().text("openConversationId"));
        if (group == null) {
            throw Refusal.modern(400, "invalid.openConversationId", "openConversationId 不合法");
        }
        questions.answerIn(group);
        chats.add(group, message);
        watch.tell(TO_GROUP, Phase.TAKEN);
        return Json.object().put("processQueryKey", "pqk-" + System.nanoTime());
    }

    private static void checkRobot(Request request) {
        if (!request.params().text("robotCode").equals(request.company().appKey())) {
            throw Refusal.modern(400, "invalidParameter.robotCode.notExsit", "robotCode 不存在");
        }
    }

    /** msgParam is a string with JSON in it, at most 15,000 bytes [KB 0716]. */
    private static ChatMessage message(Request request) {
        String key = request.params().text("msgKey");
        String param = request.params().string("msgParam");
        int bytes = param.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw Refusal.modern(400, "invalidParameter.msgParam.tooLong", "msgParam 过长");
        }
        ObjectNode content = Json.parse(param.getBytes(StandardCharsets.UTF_8));
        if (content == null) {
            throw Refusal.modern(400, "invalidParameter.msgParam.invalid", "msgParam 不合法");
        }
        RobotMessage read = switch (key) {
            case "sampleText" -> RobotMessage.text(Json.object(), need(content, "content"));
            case "sampleMarkdown", "sampleActionCard" ->
                RobotMessage.markdown(Json.object(), need(content, "title"), need(content, "text"));
            default -> throw Refusal.modern(400, "invalidParameter.msgKey.invalid", "msgKey 不合法");
        };
        return ChatMessage.ofRobot(request.now(), request.company().appKey(), read, null, bytes);
    }

    private static String need(ObjectNode content, String field) {
        if (!content.path(field).isTextual()) {
            throw Refusal.modern(400, "invalidParameter.msgParam.invalid", "msgParam 缺少 " + field);
        }
        return content.path(field).asText();
    }
}
