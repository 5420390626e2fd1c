{{/* What the pods of the server and of the migration have in common. */}}
{{- define "microblog.pod" -}}
automountServiceAccountToken: false
# Else a Service named elasticsearch would put ELASTICSEARCH_PORT=tcp://… into the environment.
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  # Volumes and the files of secrets are for this group.
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
volumes:
  # The only folder that is written.
  - name: data
    {{- if .Values.database.url }}
    emptyDir:
      sizeLimit: {{ if .Values.search.url }}64Mi{{ else }}{{ .Values.persistence.size }}{{ end }}
    {{- else }}
    persistentVolumeClaim:
      claimName: {{ .Values.persistence.existingClaim | default (include "microblog.name" .) }}
    {{- end }}
  {{- if include "microblog.backups" . }}
  - name: backups
    persistentVolumeClaim:
      claimName: {{ .Values.persistence.backupClaim }}
  {{- end }}
  {{- if .Values.secretFiles }}
  - name: secrets
    secret:
      secretName: {{ .Values.existingSecret }}
      # 0440: for the group of fsGroup.
      defaultMode: 288
      items:
        {{- range (.Values.secretFiles | values | uniq | sortAlpha) }}
        - key: {{ . }}
          path: {{ . }}
        {{- end }}
  {{- end }}
{{- end -}}

{{- define "microblog.container" -}}
image: {{ include "microblog.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
env:
  - name: LOG_FORMAT
    value: {{ get .Values.settings "LOG_FORMAT" | default "json" | quote }}
  {{- with .Values.publicUrl }}
  - name: PUBLIC_URL
    value: {{ . | quote }}
  {{- end }}
  {{- with .Values.trustedProxies }}
  - name: TRUSTED_PROXIES
    value: {{ . | quote }}
  {{- end }}
  {{- with .Values.database.url }}
  - name: DATABASE_URL
    value: {{ . | quote }}
  {{- end }}
  {{- if include "microblog.job" . }}
  # The Job does it: a pod that comes before it is through waits, alive and not ready.
  - name: MIGRATE
    value: "off"
  {{- end }}
  {{- with .Values.search.url }}
  - name: ELASTICSEARCH_URL
    value: {{ . | quote }}
  {{- end }}
  {{- if include "microblog.backups" . }}
  - name: BACKUP_DIR
    value: /backups
  {{- end }}
  {{- range $name, $value := omit .Values.settings "LOG_FORMAT" }}
  - name: {{ $name }}
    value: {{ $value | toString | quote }}
  {{- end }}
  {{- range $name, $key := .Values.secretFiles }}
  - name: {{ $name }}_FILE
    value: /run/secrets/microblog/{{ $key }}
  {{- end }}
  {{- with .Values.javaOptions }}
  - name: _JAVA_OPTIONS
    value: {{ . | quote }}
  {{- end }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
resources:
  {{- toYaml .Values.resources | nindent 2 }}
volumeMounts:
  - name: data
    mountPath: /data
  {{- if include "microblog.backups" . }}
  - name: backups
    mountPath: /backups
  {{- end }}
  {{- if .Values.secretFiles }}
  - name: secrets
    mountPath: /run/secrets/microblog
    readOnly: true
  {{- end }}
{{- end -}}
