package dev.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What is answered to requests that are so wrong that no route hears of them: a problem as all others are. */
final class Unheard extends ErrorHandler {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, String> headers;

    /** @param headers what every answer carries */
    Unheard(Map<String, String> headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        headers.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json;charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", HttpStatus.getMessage(response.getStatus()));
        problem.put("status", response.getStatus());
        problem.put("detail", "The request is not one that can be answered");
        try {
            Content.Sink.write(response, true, MAPPER.writeValueAsString(problem), callback);
        } catch (JsonProcessingException e) {
            callback.failed(e);
        }
        return true;
    }
}
