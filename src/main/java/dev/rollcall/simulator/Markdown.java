package dev.rollcall.simulator;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Shows markdown as a member of the chat sees it: HTML in it stays text, and only harmless links are links. Of DingTalk's
 * own those are left that write to the robot when they are touched.
 */
final class Markdown {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new Links())
            .build();

    private Markdown() {}

    static String html(String markdown) {
        return RENDERER.render(PARSER.parse(markdown));
    }

    private static final class Links implements UrlSanitizer {
        private static final String SENDING = "dtmd://dingtalkclient/sendMessage?content=";
        private final UrlSanitizer others = new DefaultUrlSanitizer();

        @Override
        public String sanitizeLinkUrl(String url) {
            return url.startsWith(SENDING) ? url : others.sanitizeLinkUrl(url);
        }

        @Override
        public String sanitizeImageUrl(String url) {
            return others.sanitizeImageUrl(url);
        }
    }
}
