package com.kaldrix.monitoring.anomaly.page;

import com.kaldrix.monitoring.common.web.PageHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the list of series and the page of one. */
@Component
class Pages implements WebMvcConfigurer {
    private static final String[] PATHS = {"/series", "/series/*", "/ui/**"};

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/series");
        registry.addViewController("/series").setViewName("forward:/ui/serieslist.html");
        registry.addViewController("/series/{id}").setViewName("forward:/ui/series.html");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PageHeaders()).addPathPatterns(PATHS);
    }
}
