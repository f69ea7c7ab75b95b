package com.kaldrix.monitoring.common.security;

/** Hears of every request that was refused because the caller's role does not suffice. */
public interface AccessDenials {
    /**
     * @param actor who tried
     * @param method the HTTP method
     * @param path the path, without query
     */
    void denied(Actor actor, String method, String path);
}
