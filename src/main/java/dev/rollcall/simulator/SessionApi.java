package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The webhook that came with a message, {@code POST /robot/sendBySession}: no token, no signature, the checks of a robot's
 * webhook on the message, and the answer goes to where the question came from (reference 2.3).
 */
final class SessionApi {
    static final String PATH = "/robot/sendBySession";
    private final Clock clock;
    private final Sessions sessions;
    private final Questions questions;
    private final Chats chats;
    private final Watch watch;

    SessionApi(Clock clock, Sessions sessions, Questions questions, Chats chats, Watch watch) {
        this.clock = clock;
        this.sessions = sessions;
        this.questions = questions;
        this.chats = chats;
        this.watch = watch;
    }

    /** Takes a message, or throws a {@link Refusal}. */
    ObjectNode send(Call call, SimulatedCompany company) {
        RobotMessage.checkForm(call);
        Question question = question(call.parameter("session"));
        RobotMessage message = RobotMessage.read(RobotMessage.json(call), call.body().length);
        questions.answer(question.msgId());
        chats.add(
                question.where(),
                ChatMessage.answer(clock.instant(), company.appKey(), message, question.msgId(), call.body().length));
        watch.tell(PATH, Phase.TAKEN);
        return Json.plain();
    }

    private Question question(@Nullable String session) {
        Question question = session == null ? null : sessions.find(session);
        if (question == null) {
            throw Refusal.of(300001, "session 不存在");
        }
        return question;
    }
}
