package com.kaldrix.monitoring.alert.alertmanager;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.type.MethodMetadata;

/**
 * Lets what frameworks bring along be made when it is first needed, so that the service is ready sooner. What is its own is made at
 * the start, with all that it needs, so that a mistake shows there.
 */
final class LaterBeans implements BeanFactoryPostProcessor {
    private static final String OWN = "com.kaldrix.";

    /** It starts by itself, and nothing asks for it. */
    private static final String SCHEDULER = "com.github.kagkarlsson.";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition bean = beans.getBeanDefinition(name);
            String from = from(bean);
            if (!from.startsWith(OWN) && !from.startsWith(SCHEDULER)) {
                bean.setLazyInit(true);
            }
        }
    }

    /** The class that says how it is made. */
    private static String from(BeanDefinition bean) {
        if (bean instanceof AnnotatedBeanDefinition annotated) {
            MethodMetadata method = annotated.getFactoryMethodMetadata();
            if (method != null) {
                return method.getDeclaringClassName();
            }
        }
        String name = bean.getBeanClassName();
        return name == null ? "" : name;
    }
}
