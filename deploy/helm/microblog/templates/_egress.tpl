{{- define "microblog.egress.names" -}}
# Names: the cluster's DNS, and the cache of it that some clusters have on each node.
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
    - ipBlock:
        cidr: 169.254.20.10/32
  ports:
    - protocol: UDP
      port: 53
    - protocol: TCP
      port: 53
{{- end -}}

{{- define "microblog.egress.data" -}}
# Database and search.
- ports:
    {{- range .Values.networkPolicy.dataPorts }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
  {{- with .Values.networkPolicy.dataTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
