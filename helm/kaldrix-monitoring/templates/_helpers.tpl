{{/* What every object is labelled with. Call with (dict "root" $ "component" "alert-processor"). */}}
{{- define "kaldrix.labels" -}}
app.kubernetes.io/name: {{ .component }}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/part-of: kaldrix-monitoring
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/version: {{ .root.Values.image.tag | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* What selects the pods of a component; never changes. */}}
{{- define "kaldrix.selector" -}}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/part-of: kaldrix-monitoring
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "kaldrix.topic" -}}
arn:aws:sns:{{ .root.Values.region }}:{{ .root.Values.accountId }}:{{ .root.Values.environment }}-kaldrix-{{ .topic }}
{{- end }}

{{/* Queues of a service by region, as the services take them: region:name, with commas. */}}
{{- define "kaldrix.queues" -}}
{{- $names := list -}}
{{- range .regions | default (list .root.Values.region) -}}
{{- $names = append $names (printf "%s:%s-kaldrix-%s" . $.root.Values.environment $.queue) -}}
{{- end -}}
{{- join "," $names -}}
{{- end }}

{{- define "kaldrix.image" -}}
{{ .root.Values.image.registry }}/{{ .component }}:{{ .root.Values.image.tag }}{{ with .values.digest }}@{{ . }}{{ end }}
{{- end }}

{{- define "kaldrix.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .Values.pod.user }}
runAsGroup: {{ .Values.pod.user }}
fsGroup: {{ .Values.pod.user }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "kaldrix.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Where pods go: spread over zones and nodes. */}}
{{- define "kaldrix.placement" -}}
topologySpreadConstraints:
  {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: {{ $.root.Values.pod.whenUnsatisfiable }}
    labelSelector:
      matchLabels:
        {{- include "kaldrix.selector" $ | nindent 8 }}
  {{- end }}
{{- with .root.Values.pod.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.pod.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.pod.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{- define "kaldrix.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Environment that all services have. */}}
{{- define "kaldrix.environment" -}}
{{- $v := .root.Values }}
- {name: SERVER_PORT, value: {{ .port | quote }}}
# What the image starts the JVM with, beside its own options.
- {name: JAVA_OPTIONS, value: '-XX:MaxRAMPercentage=65'}
- {name: AWS_REGION, value: {{ $v.region }}}
{{- with $v.aws.endpoint }}
- {name: AWS_ENDPOINT_URL, value: {{ . | quote }}}
{{- end }}
- {name: KALDRIX_REGION, value: {{ $v.region }}}
- {name: KALDRIX_ENVIRONMENT, value: {{ $v.environment }}}
{{- with $v.security.issuer }}
- {name: KALDRIX_SECURITY_ISSUER, value: {{ . | quote }}}
- {name: KALDRIX_SECURITY_AUDIENCE, value: {{ $v.security.audience | quote }}}
{{- end }}
{{- range $i, $token := $v.security.tokens }}
- {name: KALDRIX_SECURITY_TOKENS_{{ $i }}_NAME, value: {{ $token.name | quote }}}
- {name: KALDRIX_SECURITY_TOKENS_{{ $i }}_SHA256, value: {{ $token.sha256 | quote }}}
- {name: KALDRIX_SECURITY_TOKENS_{{ $i }}_ROLES, value: {{ join "," $token.roles | quote }}}
{{- with $token.expiresAt }}
- {name: KALDRIX_SECURITY_TOKENS_{{ $i }}_EXPIRESAT, value: {{ . | quote }}}
{{- end }}
{{- end }}
{{- end }}

{{/* Further environment of a service's values. */}}
{{- define "kaldrix.more" -}}
{{- range $name, $value := .env }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}

{{/* Probes, life cycle and what a container may do. */}}
{{- define "kaldrix.running" -}}
ports:
  - {name: http, containerPort: {{ .port }}}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 2
  failureThreshold: 90
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: http}
  periodSeconds: 5
  timeoutSeconds: 4
  failureThreshold: 3
lifecycle:
  preStop:
    # Until every proxy knows that this pod is no longer among the service's addresses.
    sleep: {seconds: 5}
resources:
  {{- toYaml .values.resources | nindent 2 }}
securityContext:
  {{- include "kaldrix.containerSecurity" .root | nindent 2 }}
{{- end }}

{{- define "kaldrix.autoscaler" -}}
{{- $scaling := .values.autoscaling }}
{{- if $scaling.enabled }}
---
{{- if gt (int $scaling.queueDepth) 0 }}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ .component }}
  labels:
    {{- include "kaldrix.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    name: {{ .component }}
  minReplicaCount: {{ $scaling.minReplicas }}
  maxReplicaCount: {{ $scaling.maxReplicas }}
  triggers:
    - type: cpu
      metricType: Utilization
      metadata:
        value: {{ $scaling.cpu | quote }}
    {{- range .values.queueRegions | default (list .root.Values.region) }}
    - type: aws-sqs-queue
      metadata:
        queueURL: https://sqs.{{ . }}.amazonaws.com/{{ $.root.Values.accountId }}/{{ $.root.Values.environment }}-kaldrix-{{ $.component }}
        queueLength: {{ $scaling.queueDepth | quote }}
        awsRegion: {{ . }}
        identityOwner: operator
    {{- end }}
{{- else }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .component }}
  labels:
    {{- include "kaldrix.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .component }}
  minReplicas: {{ $scaling.minReplicas }}
  maxReplicas: {{ $scaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ $scaling.cpu }}}
  behavior:
    scaleDown:
      stabilizationWindowSeconds: 600
{{- end }}
{{- end }}
{{- end }}

{{/* Service, service account and disruption budget of a component. */}}
{{- define "kaldrix.around" -}}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .component }}
  labels:
    {{- include "kaldrix.labels" . | nindent 4 }}
  {{- with .values.roleArn }}
  annotations:
    eks.amazonaws.com/role-arn: {{ . }}
  {{- end }}
automountServiceAccountToken: false
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .component }}
  labels:
    {{- include "kaldrix.labels" . | nindent 4 }}
  annotations:
    alb.ingress.kubernetes.io/healthcheck-path: /actuator/health/readiness
spec:
  selector:
    {{- include "kaldrix.selector" . | nindent 4 }}
  ports:
    - {name: http, port: {{ .port }}, targetPort: http}
{{- if gt (int .values.replicas) 1 }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .component }}
  labels:
    {{- include "kaldrix.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "kaldrix.selector" . | nindent 6 }}
{{- end }}
{{- end }}

{{/* "true" where something of the Prometheus Operator is wanted and, with auto, known to the cluster. */}}
{{- define "kaldrix.operator" -}}
{{- if or (eq (toString .wanted) "true") (and (eq (toString .wanted) "auto") (.root.Capabilities.APIVersions.Has "monitoring.coreos.com/v1")) -}}true{{- end -}}
{{- end }}

{{/* Whether there is a compliance-reporter: in the hub alone. */}}
{{- define "kaldrix.compliance" -}}
{{- if and .Values.hub .Values.complianceReporter.enabled -}}true{{- end -}}
{{- end }}

{{/* Whether there is an alert-processor: in the hub, and elsewhere where that is wanted. */}}
{{- define "kaldrix.alerts" -}}
{{- if and .Values.alertProcessor.enabled (or .Values.hub .Values.alertProcessor.everywhere) -}}true{{- end -}}
{{- end }}

{{/* Where alerts of Prometheus and Grafana go. */}}
{{- define "kaldrix.alertmanager" -}}
{{- if include "kaldrix.alerts" . -}}http://alert-processor:8080{{- else -}}{{ required "prometheus.alertmanager must be the address of alert-processor in the hub, for there is none in this region" .Values.prometheus.alertmanager }}{{- end -}}
{{- end }}
