package com.kaldrix.monitoring.alert.page;

import com.kaldrix.monitoring.common.web.PageHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the list of incidents and the page of one, by addresses that stand in messages. */
@Component
class Pages implements WebMvcConfigurer {
    private static final String[] PATHS = {"/", "/incidents", "/incidents/*", "/ui/**"};

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        // Not a redirect: probes that were written for Alertmanager want 200 here.
        registry.addViewController("/").setViewName("forward:/ui/incidents.html");
        registry.addViewController("/metrics").setViewName("forward:/actuator/prometheus");
        registry.addViewController("/incidents").setViewName("forward:/ui/incidents.html");
        registry.addViewController("/incidents/{id}").setViewName("forward:/ui/incident.html");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PageHeaders()).addPathPatterns(PATHS);
    }
}
