{{/* One name for all objects: the release's, with the chart's unless it is in there already. */}}
{{- define "microblog.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 48 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 48 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What is selected by: never changes from version to version, for a Deployment refuses that. */}}
{{- define "microblog.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "microblog.labels" -}}
{{ include "microblog.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "microblog.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* "yes" where there may be more pods than one. */}}
{{- define "microblog.many" -}}
{{- if or .Values.autoscaling.enabled (gt (int .Values.replicaCount) 1) -}}yes{{- end -}}
{{- end -}}

{{/* "yes" where a Job migrates. An SQLite file belongs to its pod. */}}
{{- define "microblog.job" -}}
{{- if and .Values.database.url .Values.migration.job -}}yes{{- end -}}
{{- end -}}

{{/* "yes" where the server makes backups by itself, which it does with SQLite. */}}
{{- define "microblog.backups" -}}
{{- if and .Values.persistence.backupClaim (not .Values.database.url) -}}yes{{- end -}}
{{- end -}}
