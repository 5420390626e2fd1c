{{/*
What no schema can say, for it is about values together. Each is a sentence for whoever installs.
*/}}
{{- define "microblog.checks" -}}
{{- $many := include "microblog.many" . -}}
{{- if and $many (not .Values.database.url) -}}
{{- fail "Without database.url the data is in SQLite, which one pod alone can use: set database.url, or replicaCount to 1 and autoscaling.enabled to false." -}}
{{- end -}}
{{- if and $many (not .Values.search.url) (ne (toString (get .Values.settings "SEARCH")) "off") -}}
{{- fail "Several pods need a search server, or each has an index that knows what it was told alone: set search.url, or settings.SEARCH to off." -}}
{{- end -}}
{{- if and .Values.database.url (not (hasKey .Values.secretFiles "SECRET_KEY")) -}}
{{- fail "With database.url all pods share a secret key: set existingSecret, and secretFiles.SECRET_KEY to the key of it that holds one." -}}
{{- end -}}
{{- if and .Values.secretFiles (not .Values.existingSecret) -}}
{{- fail "secretFiles needs existingSecret, the name of the Secret that holds them." -}}
{{- end -}}
{{- if and .Values.existingSecret (not .Values.secretFiles) -}}
{{- fail "existingSecret needs secretFiles, which says what its keys are for." -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) -}}
{{- fail "autoscaling.minReplicas is more than autoscaling.maxReplicas." -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.publicUrl) -}}
{{- fail "ingress.enabled needs publicUrl, whose host it serves." -}}
{{- end -}}
{{- end -}}
