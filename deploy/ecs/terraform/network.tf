resource "aws_lb_target_group" "pages" {
  name             = local.name
  vpc_id           = var.vpc_id
  target_type      = "ip"
  protocol         = "HTTP"
  protocol_version = "HTTP1"
  port             = 5000

  # A task is told to end when this is over, and takes requests until then.
  deregistration_delay = 15

  # On the management port, which no listener leads to.
  health_check {
    enabled             = true
    protocol            = local.group.HealthCheckProtocol
    port                = local.group.HealthCheckPort
    path                = local.group.HealthCheckPath
    matcher             = local.group.Matcher.HttpCode
    interval            = local.group.HealthCheckIntervalSeconds
    timeout             = local.group.HealthCheckTimeoutSeconds
    healthy_threshold   = local.group.HealthyThresholdCount
    unhealthy_threshold = local.group.UnhealthyThresholdCount
  }
}

resource "aws_lb_listener_rule" "pages" {
  listener_arn = var.listener_arn
  priority     = var.listener_priority

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.pages.arn
  }

  condition {
    host_header {
      values = [trimsuffix(trimprefix(var.public_url, "https://"), "/")]
    }
  }
}

resource "aws_security_group" "tasks" {
  name_prefix = "${local.name}-"
  description = "Microblog: reached by its load balancer alone"
  vpc_id      = var.vpc_id

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer" {
  # Pages, and the health check.
  for_each = { for mapping in [{ name = "http", port = 5000 }, { name = "management", port = 5001 }] : mapping.name => mapping.port }

  security_group_id            = aws_security_group.tasks.id
  referenced_security_group_id = var.load_balancer_security_group_id
  description                  = each.key
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}

# Registry, Secrets Manager and log by 443, names by the VPC's own resolver, database, search and mail at their ports.
resource "aws_vpc_security_group_egress_rule" "out" {
  for_each = toset(["443", "3306", "5432", "9200", "465", "587"])

  security_group_id = aws_security_group.tasks.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = tonumber(each.value)
  to_port           = tonumber(each.value)
}
