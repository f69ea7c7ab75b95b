package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;

/**
 * {@code wechat_configs}: a message of an application of WeChat Work (developer.work.weixin.qq.com).
 *
 * @param apiSecret of the application
 * @param apiUrl the base address, {@code https://qyapi.weixin.qq.com/cgi-bin/}
 * @param corpId which company
 * @param texts {@code message}, {@code agent_id}, {@code to_user}, {@code to_party} and {@code to_tag}
 * @param markdown whether {@code message} is Markdown
 * @param http how HTTP is spoken
 * @param sendResolved whether the end is told
 */
public record WeChatIntegration(
        Secret apiSecret,
        String apiUrl,
        String corpId,
        Texts texts,
        boolean markdown,
        HttpOptions http,
        boolean sendResolved)
        implements Integration {
    @Override
    public WeChatIntegration filled(Filling filling) {
        return new WeChatIntegration(
                apiSecret,
                apiUrl,
                filling.text("corp_id", corpId),
                texts.filled(filling),
                markdown,
                http,
                sendResolved);
    }

    @Override
    public String kind() {
        return "wechat";
    }

    @Override
    public boolean sharesEnds() {
        return true;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(
                kind(),
                apiUrl,
                corpId,
                texts.get("agent_id"),
                texts.get("to_user"),
                texts.get("to_party"),
                texts.get("to_tag"));
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}
